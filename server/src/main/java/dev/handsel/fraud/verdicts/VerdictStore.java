package dev.handsel.fraud.verdicts;

import static dev.handsel.platform.database.Timestamps.utc;
import static java.util.stream.Collectors.toMap;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.words.Word;
import dev.handsel.commissions.restrictions.Restriction.Strength;
import dev.handsel.fraud.rules.Action;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the tables {@code fraud_verdict} and {@code fraud_verdict_change}. */
@Repository
class VerdictStore {

    private static final String SUBJECTS =
            "unnest(:kinds::text[], :accounts::text[], :types::text[]) as n(kind, account, type)";

    private final JdbcClient jdbc;
    private final VerdictJson json;

    VerdictStore(JdbcClient jdbc, VerdictJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The verdicts of these subjects as they were told; none of one that is clear. */
    Map<Subject, Told> of(ProgramId program, Collection<Subject> subjects) {
        if (subjects.isEmpty()) {
            return Map.of();
        }
        return told(jdbc.sql("select v.* from " + SUBJECTS + """
                 join fraud_verdict v on v.program_id = :program and v.account = n.account and v.kind = n.kind
                    and v.type = n.type
                """)
                .param("program", program.value())
                .params(SignalStore.subjects(List.copyOf(subjects)).params()));
    }

    /** The verdicts of accounts and affiliates, whatever they are about, by their accounts. */
    Map<Subject, Told> ofAccounts(ProgramId program, Collection<String> accounts) {
        return told(jdbc.sql("select * from fraud_verdict where program_id = :program and account = any(:accounts)")
                .param("program", program.value())
                .param("accounts", Columns.texts(accounts)));
    }

    /** The verdicts that are to restrict somebody who was not there when they were told. */
    Map<Subject, Told> waiting(ProgramId program) {
        return told(jdbc.sql("""
                select * from fraud_verdict where program_id = :program and strength is not null and restriction is null
                """).param("program", program.value()));
    }

    /** The verdicts because of which somebody is restricted. */
    Map<Subject, Told> restricting(ProgramId program) {
        return told(jdbc.sql("select * from fraud_verdict where program_id = :program and restriction is not null")
                .param("program", program.value()));
    }

    private static Map<Subject, Told> told(JdbcClient.StatementSpec statement) {
        return statement.query((row, _) -> Map.entry(VerdictJson.subject(row), told(row))).list().stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Told told(ResultSet row) throws SQLException {
        var strength = row.getString("strength");
        return new Told(
                Word.read(Action.class, row.getString("action")),
                row.getBoolean("stops_all"),
                row.getLong("seq"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                strength == null ? null : Word.read(Strength.class, strength),
                row.getString("restriction"));
    }

    void put(ProgramId program, Map<Subject, Told> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into fraud_verdict (program_id, kind, account, type, action, stops_all, seq, since, strength, restriction)
                select :program, n.* from unnest(:kinds::text[], :accounts::text[], :types::text[], :actions::text[],
                    :all::boolean[], :seqs::bigint[], :since::timestamptz[], :strengths::text[], :restrictions::text[])
                    as n(kind, account, type, action, stops_all, seq, since, strength, restriction)
                on conflict (program_id, account, kind, type) do update set action = excluded.action,
                    stops_all = excluded.stops_all, seq = excluded.seq, since = excluded.since, strength = excluded.strength,
                    restriction = excluded.restriction
                """)
                .param("program", program.value())
                .params(Columns.of(List.copyOf(verdicts.entrySet()))
                        .with("kinds", entry -> entry.getKey().kind().word())
                        .with("accounts", entry -> entry.getKey().account())
                        .with("types", entry -> entry.getKey().type().word())
                        .with("actions", entry -> entry.getValue().action().word())
                        .with("all", entry -> entry.getValue().stopsAll())
                        .with("seqs", entry -> entry.getValue().seq())
                        .with("since", entry -> utc(entry.getValue().since()))
                        .with("strengths", entry -> word(entry.getValue().strength()))
                        .with("restrictions", entry -> entry.getValue().restriction())
                        .params())
                .update();
    }

    private static @Nullable String word(@Nullable Strength strength) {
        return strength == null ? null : strength.word();
    }

    void forget(ProgramId program, List<Subject> subjects) {
        if (subjects.isEmpty()) {
            return;
        }
        jdbc.sql("delete from fraud_verdict v using " + SUBJECTS + """
                 where v.program_id = :program and v.account = n.account and v.kind = n.kind and v.type = n.type
                """)
                .param("program", program.value())
                .params(SignalStore.subjects(subjects).params())
                .update();
    }

    /** So many numbers that follow all that were given before, in their order. */
    List<Long> numbers(int many) {
        if (many == 0) {
            return List.of();
        }
        return jdbc.sql("select nextval('fraud_verdict_seq') from generate_series(1, :many) order by 1")
                .param("many", many)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    void add(ProgramId program, List<VerdictChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into fraud_verdict_change (seq, program_id, at, kind, account, type, action, score, rule, version,
                    stops_all, evidence)
                select n.seq, :program, n.at, n.kind, n.account, n.type, n.action, n.score, n.rule, n.version, n.stops_all,
                    n.evidence
                from unnest(:seqs::bigint[], :at::timestamptz[], :kinds::text[], :accounts::text[], :types::text[],
                    :actions::text[], :scores::float8[], :rules::text[], :versions::integer[], :all::boolean[],
                    :evidence::json[])
                    as n(seq, at, kind, account, type, action, score, rule, version, stops_all, evidence)
                """)
                .param("program", program.value())
                .params(Columns.of(changes)
                        .with("seqs", VerdictChange::seq)
                        .with("at", change -> utc(change.at()))
                        .with("kinds", change -> change.subject().kind().word())
                        .with("accounts", change -> change.subject().account())
                        .with("types", change -> change.subject().type().word())
                        .with("actions", change -> change.verdict().action().word())
                        .with("scores", change -> change.verdict().score())
                        .with("rules", change -> change.verdict().rule().id())
                        .with("versions", change -> change.verdict().version())
                        .with("all", VerdictChange::stopsAll)
                        .with("evidence", change -> json.write(change.verdict().evidence()))
                        .params())
                .update();
    }

    /** Changes after a number, in their order. */
    List<VerdictChange> changes(ProgramId program, long after, int most) {
        return jdbc.sql("""
                select * from fraud_verdict_change where program_id = :program and seq > :after order by seq limit :most
                """)
                .param("program", program.value())
                .param("after", after)
                .param("most", most)
                .query((row, _) -> new VerdictChange(
                        row.getLong("seq"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        VerdictJson.subject(row),
                        json.read(row),
                        row.getBoolean("stops_all")))
                .list();
    }
}
