package dev.handsel.fraud.cases;

import static java.util.stream.Collectors.toMap;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CaseId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.words.Word;
import dev.handsel.fraud.rules.FraudType;
import dev.handsel.fraud.verdicts.Subject;
import dev.handsel.platform.database.Columns;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code fraud_case_subject}: who is in which case. */
@Repository
class SubjectStore {

    private final JdbcClient jdbc;

    SubjectStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * In which case somebody is.
     *
     * @param settled whether it is an affiliate's, so that it stays there
     */
    record Place(CaseId id, boolean settled) {}

    /** Where these are, as far as they are in any case. */
    Map<Subject, Place> places(ProgramId program, List<Subject> subjects) {
        return jdbc
                .sql("""
                select s.kind, s.account, s.type, s.case_id, c.affiliate_id is not null as settled
                from unnest(:kinds::text[], :accounts::text[], :types::text[]) as n(kind, account, type)
                join fraud_case_subject s on s.program_id = :program and s.account = n.account and s.kind = n.kind
                    and s.type = n.type
                join fraud_case c on c.id = s.case_id
                """)
                .param("program", program.value())
                .params(Columns.of(subjects)
                        .with("kinds", subject -> subject.kind().word())
                        .with("accounts", Subject::account)
                        .with("types", subject -> subject.type().word())
                        .params())
                .query((row, number) -> Map.entry(
                        read(row, number),
                        new Place(new CaseId(row.getObject("case_id", UUID.class)), row.getBoolean("settled"))))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A subject and the case that it is in from now on. */
    record Placed(CaseId id, Digest digest) {}

    /** Puts these; returns the cases in which anything is not as it was. */
    Set<CaseId> put(ProgramId program, List<Placed> placed) {
        return Set.copyOf(jdbc.sql("""
                insert into fraud_case_subject (program_id, kind, account, type, case_id, action, rules, waits, holds,
                    digest)
                select :program, n.kind, n.account, n.type, n.id, n.action, n.rules::text[], n.waits, n.holds, n.digest
                from unnest(:kinds::text[], :accounts::text[], :types::text[], :ids::uuid[], :actions::text[], :rules::text[],
                    :waits::boolean[], :holds::boolean[], :digests::text[])
                    as n(kind, account, type, id, action, rules, waits, holds, digest)
                on conflict (program_id, account, kind, type) do update set case_id = excluded.case_id,
                    action = excluded.action, rules = excluded.rules, waits = excluded.waits, holds = excluded.holds,
                    digest = excluded.digest
                    where (fraud_case_subject.case_id, fraud_case_subject.digest)
                        is distinct from (excluded.case_id, excluded.digest)
                returning case_id
                """)
                .param("program", program.value())
                .params(Columns.of(placed)
                        .with("kinds", one -> one.digest().subject().kind().word())
                        .with("accounts", one -> one.digest().subject().account())
                        .with("types", one -> one.digest().subject().type().word())
                        .with("ids", one -> one.id().value())
                        .with("actions", one -> one.digest().action().word())
                        .with("rules", one -> Columns.literal(one.digest().rules()))
                        .with("waits", one -> one.digest().waits())
                        .with("holds", one -> one.digest().holds())
                        .with("digests", one -> one.digest().print())
                        .params())
                .query((row, _) -> new CaseId(row.getObject("case_id", UUID.class)))
                .list());
    }

    /** Who is in the case, in the order of their accounts. */
    List<Subject> of(CaseId id) {
        return jdbc.sql("select kind, account, type from fraud_case_subject where case_id = :id order by account, kind")
                .param("id", id.value())
                .query(SubjectStore::read)
                .list();
    }

    /** Of whom in the case something is said that nobody has decided, in the order of their accounts. */
    List<Subject> waiting(CaseId id) {
        return jdbc.sql("""
                select kind, account, type from fraud_case_subject where case_id = :id and waits order by account, kind
                """).param("id", id.value()).query(SubjectStore::read).list();
    }

    /** A page of who of an affiliate's cases is held or blocked by what is said, by their accounts. */
    Page<Subject> stoppedOf(AffiliateId affiliate, PageRequest page) {
        var query = page.ascending("(s.account || ' ' || s.kind || ' ' || s.type)");
        var rows = jdbc.sql("""
                select s.kind, s.account, s.type from fraud_case_subject s join fraud_case c on c.id = s.case_id
                where c.affiliate_id = :affiliate and s.holds
                """ + query.sql())
                .param("affiliate", affiliate.value())
                .params(query.params())
                .query(SubjectStore::read)
                .list();
        return Page.ofText(
                page,
                rows,
                subject -> subject.account() + " " + subject.kind().word() + " "
                        + subject.type().word());
    }

    private static Subject read(ResultSet row, int number) throws SQLException {
        return new Subject(
                Word.read(Subject.Kind.class, row.getString("kind")),
                row.getString("account"),
                Word.read(FraudType.class, row.getString("type")));
    }
}
