package dev.handsel.fraud.verdicts;

import static dev.handsel.platform.database.Timestamps.utc;
import static java.util.stream.Collectors.toMap;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.ids.WhitelistId;
import dev.handsel.base.words.Word;
import dev.handsel.fraud.verdicts.WhitelistEntry.Of;
import dev.handsel.fraud.verdicts.WhitelistEntry.WhitelistKind;
import dev.handsel.platform.database.Columns;
import dev.handsel.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code fraud_whitelist}. */
@Repository
class WhitelistStore {

    private final JdbcClient jdbc;

    WhitelistStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds what is not there yet. */
    void add(List<WhitelistEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into fraud_whitelist (id, program_id, kind, account, other, network, reason_code, reason, added_at,
                    added_by)
                select * from unnest(:ids::uuid[], :programs::uuid[], :kinds::text[], :accounts::text[], :others::text[],
                    :networks::uuid[], :codes::text[], :reasons::text[], :at::timestamptz[], :by::text[])
                on conflict do nothing
                """)
                .params(Columns.of(entries)
                        .with("ids", entry -> entry.id().value())
                        .with("programs", entry -> entry.program().value())
                        .with("kinds", entry -> entry.of().kind().word())
                        .with("accounts", entry -> switch (entry.of()) {
                            case Of.Pair pair -> pair.one();
                            case Of.Account account -> account.account();
                            case Of.Agency agency -> agency.affiliate();
                            case Of.Network _ -> null;
                        })
                        .with("others", entry -> entry.of() instanceof Of.Pair pair ? pair.other() : null)
                        .with("networks", entry -> entry.of() instanceof Of.Network network ? network.hash() : null)
                        .with("codes", WhitelistEntry::reasonCode)
                        .with("reasons", WhitelistEntry::reason)
                        .with("at", entry -> utc(entry.addedAt()))
                        .with("by", WhitelistEntry::addedBy)
                        .params())
                .update();
    }

    Optional<WhitelistEntry> find(WhitelistId id) {
        return jdbc.sql("select * from fraud_whitelist where id = :id")
                .param("id", id.value())
                .query(WhitelistStore::read)
                .optional();
    }

    boolean remove(WhitelistId id) {
        return jdbc.sql("delete from fraud_whitelist where id = :id")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** What is about any of these accounts. */
    Exemptions about(ProgramId program, Collection<String> accounts) {
        return new Exemptions(jdbc
                .sql("""
                select * from fraud_whitelist
                where program_id = :program and kind <> 'network' and (account = any(:accounts) or other = any(:accounts))
                """)
                .param("program", program.value())
                .param("accounts", Columns.texts(accounts))
                .query(WhitelistStore::read)
                .list()
                .stream()
                .map(WhitelistEntry::of)
                .toList());
    }

    Set<UUID> networks(ProgramId program) {
        return Set.copyOf(
                jdbc.sql("select network from fraud_whitelist where program_id = :program and kind = 'network'")
                        .param("program", program.value())
                        .query(UUID.class)
                        .list());
    }

    /** Each since when. */
    Map<UUID, Instant> networksSince(ProgramId program) {
        return jdbc
                .sql("select network, added_at from fraud_whitelist where program_id = :program and kind = 'network'")
                .param("program", program.value())
                .query((row, _) -> Map.entry(
                        row.getObject("network", UUID.class),
                        row.getObject("added_at", OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<WhitelistEntry> list(ProgramId program, PageRequest page) {
        var query = page.newestFirst("id");
        return jdbc.sql("select * from fraud_whitelist where program_id = :program" + query.sql())
                .param("program", program.value())
                .params(query.params())
                .query(WhitelistStore::read)
                .list();
    }

    private static WhitelistEntry read(ResultSet row, int number) throws SQLException {
        return new WhitelistEntry(
                new WhitelistId(row.getObject("id", UUID.class)),
                new ProgramId(row.getObject("program_id", UUID.class)),
                of(row),
                row.getString("reason_code"),
                row.getString("reason"),
                row.getObject("added_at", OffsetDateTime.class).toInstant(),
                row.getString("added_by"));
    }

    private static Of of(ResultSet row) throws SQLException {
        return switch (Word.read(WhitelistKind.class, row.getString("kind"))) {
            case PAIR -> new Of.Pair(row.getString("account"), row.getString("other"));
            case ACCOUNT -> new Of.Account(row.getString("account"));
            case NETWORK -> new Of.Network(row.getObject("network", UUID.class));
            case AGENCY -> new Of.Agency(row.getString("account"));
        };
    }
}
