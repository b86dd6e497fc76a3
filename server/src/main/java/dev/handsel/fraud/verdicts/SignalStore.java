package dev.handsel.fraud.verdicts;

import static dev.handsel.platform.database.Timestamps.utc;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.words.Word;
import dev.handsel.fraud.verdicts.Signal.Standing;
import dev.handsel.fraud.verdicts.Verdicts.Strongest;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code fraud_signal}. */
@Repository
class SignalStore {

    private static final String OF = """
            select s.* from (select distinct kind, account, type
                    from unnest(:kinds::text[], :accounts::text[], :types::text[]) as n(kind, account, type)) as named
            join fraud_signal s on s.program_id = :program and s.account = named.account and s.kind = named.kind
                and s.type = named.type
            """;

    private final JdbcClient jdbc;
    private final VerdictJson json;

    SignalStore(JdbcClient jdbc, VerdictJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** All that is kept of these subjects; of one of whom nothing is, nothing. One statement. */
    Map<Subject, List<Signal>> of(ProgramId program, Collection<Subject> subjects) {
        if (subjects.isEmpty()) {
            return Map.of();
        }
        return grouped(jdbc.sql(OF)
                .param("program", program.value())
                .params(subjects(List.copyOf(subjects)).params())
                .query(this::read)
                .list());
    }

    /**
     * What is said or counts of these subjects: first what counts, then by action and score. One statement, which reads no evidence
     * of what is left out.
     */
    Strongest strongest(ProgramId program, Collection<Subject> subjects, int most) {
        if (subjects.isEmpty()) {
            return new Strongest(List.of(), 0);
        }
        var rows = jdbc.sql("select counted.*, count(*) over () as of_all from (" + OF + """
                 where s.said or s.standing = 'confirmed') as counted
                order by (standing = 'confirmed' or (said and standing = 'open')) desc,
                    array_position(array['flag', 'hold', 'block'], action) desc, score desc, kind, account, type, rule, other
                limit :most
                """)
                .param("program", program.value())
                .param("most", most)
                .params(subjects(List.copyOf(subjects)).params())
                .query((row, number) -> Map.entry(read(row, number), row.getInt("of_all")))
                .list();
        int all = rows.isEmpty() ? 0 : rows.getFirst().getValue();
        return new Strongest(rows.stream().map(Map.Entry::getKey).toList(), all - rows.size());
    }

    /** The subjects of whom something is kept that is about one of these accounts, or because of one, alone or with another. */
    Set<Subject> concerning(ProgramId program, Collection<String> accounts) {
        return Set.copyOf(jdbc.sql("""
                select distinct kind, account, type from fraud_signal
                where program_id = :program and (account = any(:accounts) or other = any(:accounts)
                    or one = any(:accounts) or another = any(:accounts))
                """)
                .param("program", program.value())
                .param("accounts", Columns.texts(accounts))
                .query((row, _) -> VerdictJson.subject(row))
                .list());
    }

    /** The subjects of whom something is kept. */
    List<Subject> subjects(ProgramId program) {
        return jdbc.sql("select distinct kind, account, type from fraud_signal where program_id = :program")
                .param("program", program.value())
                .query((row, _) -> VerdictJson.subject(row))
                .list();
    }

    /** The subjects of whom something was confirmed. */
    List<Subject> confirmed(ProgramId program) {
        return jdbc.sql("""
                select distinct kind, account, type from fraud_signal where program_id = :program
                    and (standing = 'confirmed' or confirmed is not null)
                """)
                .param("program", program.value())
                .query((row, _) -> VerdictJson.subject(row))
                .list();
    }

    static Columns<Subject> subjects(List<Subject> subjects) {
        return Columns.of(subjects)
                .with("kinds", subject -> subject.kind().word())
                .with("accounts", Subject::account)
                .with("types", subject -> subject.type().word());
    }

    private static Map<Subject, List<Signal>> grouped(List<Signal> signals) {
        return signals.stream().collect(groupingBy(Signal::subject, LinkedHashMap::new, toList()));
    }

    /** Puts these in the place of what there was of the same rule, subject and other. */
    void put(ProgramId program, List<Signal> signals) {
        if (signals.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into fraud_signal (program_id, kind, account, type, rule, other, version, action, score, evidence, said,
                    standing, grounds, confirmed, raised_at, changed_at, one, another)
                select :program, n.kind, n.account, n.type, n.rule, n.other, n.version, n.action, n.score, n.evidence, n.said,
                    n.standing, n.grounds, n.confirmed, n.raised, n.changed, n.one, n.another
                from unnest(:kinds::text[], :accounts::text[], :types::text[], :rules::text[], :others::text[],
                    :versions::integer[], :actions::text[], :scores::float8[], :evidence::json[], :said::boolean[],
                    :standings::text[], :grounds::jsonb[], :confirmed::json[], :raised::timestamptz[], :changed::timestamptz[],
                    :ones::text[], :anothers::text[]) as n(kind, account, type, rule, other, version, action, score, evidence, said, standing, grounds, confirmed,
                        raised, changed, one, another)
                on conflict (program_id, account, kind, type, rule, other) do update set version = excluded.version,
                    action = excluded.action, score = excluded.score, evidence = excluded.evidence, said = excluded.said,
                    standing = excluded.standing, grounds = excluded.grounds, confirmed = excluded.confirmed,
                    raised_at = excluded.raised_at, changed_at = excluded.changed_at
                """)
                .param("program", program.value())
                .params(keys(signals)
                        .with("versions", signal -> signal.verdict().version())
                        .with("actions", signal -> signal.verdict().action().word())
                        .with("scores", signal -> signal.verdict().score())
                        .with("evidence", signal -> json.write(signal.verdict().evidence()))
                        .with("said", Signal::said)
                        .with("standings", signal -> signal.standing().word())
                        .with("grounds", signal -> json.write(signal.grounds()))
                        .with("confirmed", signal -> json.write(signal.confirmed()))
                        .with("raised", signal -> utc(signal.raisedAt()))
                        .with("changed", signal -> utc(signal.changedAt()))
                        .with("ones", signal -> ofTwo(signal, 0))
                        .with("anothers", signal -> ofTwo(signal, 1))
                        .params())
                .update();
    }

    private static @Nullable String ofTwo(Signal signal, int which) {
        var others = Others.of(signal.other());
        return others.size() == 2 ? others.get(which) : null;
    }

    void forget(ProgramId program, List<Signal> signals) {
        if (signals.isEmpty()) {
            return;
        }
        jdbc.sql("""
                delete from fraud_signal s
                using unnest(:kinds::text[], :accounts::text[], :types::text[], :rules::text[], :others::text[])
                    as n(kind, account, type, rule, other)
                where s.program_id = :program and s.kind = n.kind and s.account = n.account and s.type = n.type
                    and s.rule = n.rule and s.other = n.other
                """)
                .param("program", program.value())
                .params(keys(signals).params())
                .update();
    }

    private static Columns<Signal> keys(List<Signal> signals) {
        return Columns.of(signals)
                .with("kinds", signal -> signal.subject().kind().word())
                .with("accounts", signal -> signal.subject().account())
                .with("types", signal -> signal.subject().type().word())
                .with("rules", signal -> signal.verdict().rule().id())
                .with("others", Signal::other);
    }

    private Signal read(ResultSet row, int number) throws SQLException {
        return new Signal(
                VerdictJson.subject(row),
                row.getString("other"),
                json.read(row),
                row.getBoolean("said"),
                Word.read(Standing.class, row.getString("standing")),
                json.grounds(row),
                json.confirmed(row),
                row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
