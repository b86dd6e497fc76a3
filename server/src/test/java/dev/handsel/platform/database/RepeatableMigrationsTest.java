package dev.handsel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is defined over and over again ends as the numbered migrations left it, however a database came here. */
class RepeatableMigrationsTest {

    private static final String DEFINITIONS = """
            select p.oid::regprocedure || ' ' || pg_get_functiondef(p.oid) || ' ' || p.proowner::regrole || ' ' || p.prosecdef
                || ' ' || coalesce(p.proconfig::text, '-') || ' ' || coalesce(p.proacl::text, '-')
            from pg_proc p where p.pronamespace = 'public'::regnamespace
            union all
            select c.oid::regclass || ' ' || pg_get_viewdef(c.oid) || ' ' || c.relowner::regrole
                || ' ' || coalesce(c.reloptions::text, '-') || ' ' || coalesce(c.relacl::text, '-')
            from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm')
            union all
            select t.tgrelid::regclass || ' ' || pg_get_triggerdef(t.oid)
            from pg_trigger t join pg_class c on c.oid = t.tgrelid
            where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
            order by 1
            """;

    private static final List<String> CHANGED =
            List.of("payout_violation ", "commission_violation ", "trade_violation ");

    private final TestDatabase database = TestDatabase.fresh();
    private final DataSource source = database.dataSource();
    private final JdbcClient jdbc = JdbcClient.create(source);

    @Test
    void an_upgraded_database_has_the_functions_views_and_triggers_that_its_migrations_left() {
        numberedAlone(database);
        var before = asTheyWere(definitions(database));

        assertThat(migrate()).isEqualTo(repeatable().size()).isPositive();

        assertThat(asTheyWere(definitions(database))).isEqualTo(before);
    }

    /** Without views that changed since the last migration that made them, or that none made. */
    private static List<String> asTheyWere(List<String> definitions) {
        return definitions.stream()
                .filter(each -> CHANGED.stream().noneMatch(each::startsWith))
                .toList();
    }

    @Test
    void a_fresh_database_ends_as_an_upgraded_one() {
        migrate();
        var upgraded = TestDatabase.fresh();
        numberedAlone(upgraded);
        Flyway.configure().dataSource(upgraded.dataSource()).load().migrate();

        assertThat(definitions(database)).hasSizeGreaterThan(60).isEqualTo(definitions(upgraded));
    }

    @Test
    void what_is_run_again_changes_nothing() {
        migrate();
        jdbc.sql("grant execute on function ledger_derived_only() to pg_monitor")
                .update();
        jdbc.sql("grant select on payout_violation to pg_monitor").update();
        var before = definitions(database);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(source));

        transaction.executeWithoutResult(_ -> repeatable().forEach(this::run));

        assertThat(definitions(database)).isEqualTo(before);
        assertThat(migrate()).isZero();
    }

    /** Or a replica that restarts while a newer one is put in beside it would stay down. */
    @Test
    void a_server_that_does_not_know_them_yet_starts_again_beside_a_newer_one() throws IOException {
        migrate();
        var settings = new YamlPropertySourceLoader()
                .load("settings", new ClassPathResource("application.yaml"))
                .getFirst();
        var patterns = String.valueOf(settings.getProperty("spring.flyway.ignore-migration-patterns"));
        var older = Flyway.configure()
                .dataSource(source)
                .repeatableSqlMigrationPrefix("none")
                .ignoreMigrationPatterns(patterns.split(",", -1))
                .load();

        assertThat(older.migrate().migrationsExecuted).isZero();
    }

    private int migrate() {
        return Flyway.configure().dataSource(source).load().migrate().migrationsExecuted;
    }

    /** As a database was before there were any others: nothing begins with "none". */
    private static void numberedAlone(TestDatabase database) {
        Flyway.configure()
                .dataSource(database.dataSource())
                .repeatableSqlMigrationPrefix("none")
                .load()
                .migrate();
    }

    private static List<Path> repeatable() {
        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("R__"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Path file) {
        try {
            new JdbcTemplate(source).execute(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> definitions(TestDatabase database) {
        return JdbcClient.create(database.dataSource())
                .sql(DEFINITIONS)
                .query((row, _) -> row.getString(1))
                .list();
    }
}
