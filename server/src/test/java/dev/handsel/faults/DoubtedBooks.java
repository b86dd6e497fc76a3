package dev.handsel.faults;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CaseId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.ids.ProgramId;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All that is kept of a programme about doubts and money, told without ids and numbers, so that two programmes can be compared. */
final class DoubtedBooks {

    private static final Pattern IDS =
            Pattern.compile("[a-z]{3,5}_[0-9a-z]{26}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern NUMBERED = Pattern.compile("fraud:[0-9]+");

    /** What each part of the books is, as one text for each row. */
    private static final Map<String, String> PARTS = Map.of(
            "alert", """
            select concat_ws(' ', row_number() over (order by seq), at, kind, account, type, action, round(score::numeric, 3),
                rule, stops_all, evidence) from fraud_verdict_change where program_id = :program
            """,
            "verdict", """
            select concat_ws(' ', kind, account, type, action, stops_all, since, strength, restriction is not null)
            from fraud_verdict where program_id = :program
            """,
            "signal", """
            select concat_ws(' ', kind, account, type, rule, other, version, action, round(score::numeric, 3), evidence, said,
                standing, raised_at, changed_at) from fraud_signal where program_id = :program
            """,
            "restriction", """
            select concat_ws(' ', c.ref, r.affiliate_id, r.strength, r.reason, r.raised_at, r.actor, e.cleared_at, e.actor,
                (select string_agg(s.invoice_ref || s.amount, ',' order by s.invoice_ref) from restriction_spared s
                    where s.program_id = r.program_id and s.key = r.key))
            from restriction r left join restriction_end e using (program_id, key) left join customer c on c.id = r.customer_id
            where r.program_id = :program
            """,
            "case", """
            select concat_ws(' ', type, state, action, rules, waiting, version, opened_at) from fraud_case
            where program_id = :program
            """,
            "audit", """
            select concat_ws(' ', actor, action, object, body) from audit_entry
            where (action like 'fraud.%' or action like 'commission.%')
                and (body like '%' || :text || '%' or object = any(:objects)) and :program is not null
            """,
            "posting", """
            select concat_ws(' ', t.kind, a.name, p.amount) from ledger_transaction t
            join ledger_posting p on p.transaction_id = t.id join ledger_account a on a.id = p.account_id
            where t.program_id = :program
            """,
            "balance", """
            select concat_ws(' ', a.name, a.currency, b.balance) from ledger_account a
            join ledger_balance b on b.account_id = a.id where a.program_id = :program
            """,
            "line", """
            select concat_ws(' ', l.invoice_ref, l.kind, s.amount, s.reversed, s.reversals, s.matured, s.held, s.paid_before,
                s.recomputed) from commission_state s join commission_line l on l.id = s.line_id
            where s.program_id = :program
            """,
            "identity", """
            select concat_ws(' ', i.account, i.kind, use->>1) from fraud_identity i
            join fraud_account a using (program_id, account) cross join json_array_elements(a.uses->i.kind) as use
            where program_id = :program
            """);

    private final JdbcClient jdbc;
    private final UUID program;

    DoubtedBooks(JdbcClient jdbc, DoubtedShop shop) {
        this.jdbc = jdbc;
        this.program = shop.uuid();
    }

    /** Everything, sorted; what is there twice is there twice. */
    List<String> all() {
        return PARTS.keySet().stream()
                .flatMap(part -> all(part).stream())
                .sorted()
                .toList();
    }

    /** Those of one part, sorted. */
    List<String> all(String part) {
        var names = names();
        return jdbc
                .sql(String.valueOf(PARTS.get(part)))
                .param("program", program)
                .param("text", new ProgramId(program).toString())
                .param("objects", names.keySet().toArray(String[]::new))
                .query((row, _) -> part + " " + plain(row.getString(1), names))
                .list()
                .stream()
                .sorted()
                .toList();
    }

    /** What everybody and everything is called, by the ids of both forms. */
    private Map<String, String> names() {
        var names = new TreeMap<String, String>();
        jdbc.sql("""
                select 'customer' as kind, id, ref as name from customer where program_id = :program
                union all select 'affiliate', id, external_id from affiliate where program_id = :program
                union all select 'case', id, concat_ws(' ', 'case', type, account) from fraud_case where program_id = :program
                """).param("program", program).query(row -> {
            var id = row.getObject("id", UUID.class);
            var name = row.getString("name");
            names.put(id.toString(), name);
            names.put(
                    switch (row.getString("kind")) {
                        case "customer" -> new CustomerId(id).toString();
                        case "affiliate" -> new AffiliateId(id).toString();
                        default -> new CaseId(id).toString();
                    },
                    name);
        });
        return names;
    }

    private static String plain(String row, Map<String, String> names) {
        var named = IDS.matcher(row).replaceAll(id -> Matcher.quoteReplacement(names.getOrDefault(id.group(), "id")));
        return NUMBERED.matcher(named).replaceAll("fraud:number");
    }

    /** Whether all that was told has been judged. */
    boolean judged() {
        return jdbc.sql("""
                select coalesce((select seq from fraud_cursor where program_id = :program), 0)
                    = (select max(seq) from event where program_id = :program)
                """).param("program", program).query(Boolean.class).single();
    }

    /** Whether all that was told in any programme has been judged. */
    static boolean allJudged(JdbcClient jdbc) {
        return jdbc.sql("""
                select not exists (select from event e left join fraud_cursor c using (program_id)
                    where e.seq > coalesce(c.seq, 0)) and not exists (select from fraud_change)
                """).query(Boolean.class).single();
    }

    /**
     * Money of nora's on its way or gone that must not be: more than what is payable of lines that nobody holds, and of what was on
     * its way already when they were held. Nothing, as it must be, else what there is too much.
     */
    List<Long> heldAndReserved() {
        return jdbc.sql("""
                select p.out - s.may from (
                    select affiliate_id, currency, sum(amount - reversed) as out from payout
                    where program_id = :program and state not in ('failed', 'canceled') group by 1, 2) p
                join (
                    select affiliate_id, currency, sum(case when not matured then 0
                        when held then least(paid_before, amount - reversed) else amount - reversed end) as may
                    from commission_state where program_id = :program group by 1, 2) s using (affiliate_id, currency)
                where p.out > s.may
                """)
                .param("program", program)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    /** Whether a verdict restricts somebody, for everybody to see. */
    boolean restricted(String account) {
        return jdbc.sql("""
                select exists (select from fraud_verdict
                    where program_id = :program and account = :account and restriction is not null)
                """)
                .param("program", program)
                .param("account", account)
                .query(Boolean.class)
                .single();
    }

    /** Whether somebody waits for a lock. */
    boolean locked() {
        return jdbc.sql("""
                select exists (select from pg_stat_activity
                    where datname = current_database() and wait_event_type = 'Lock')
                """).query(Boolean.class).single();
    }

    /** The payouts that are on their way. */
    List<String> payouts() {
        return jdbc.sql("""
                select id from payout where program_id = :program and state in ('requested', 'approved', 'reserved')
                """)
                .param("program", program)
                .query((row, _) -> new PayoutId(row.getObject(1, UUID.class)).toString())
                .list();
    }

    /** What is on its way or gone. */
    long out() {
        return number("""
                select coalesce(sum(amount - reversed), 0) from payout
                where program_id = :program and state not in ('failed', 'canceled')
                """);
    }

    /** All that is owed, is on its way, or is gone. */
    long earned() {
        return number("""
                select -coalesce(sum(p.amount), 0) from ledger_account a join ledger_posting p on p.account_id = a.id
                where a.program_id = :program and (a.affiliate_id is not null or a.name = 'platform.stripe_balance')
                """);
    }

    /** The least that anybody is owed. */
    long least() {
        return number("""
                select coalesce(min(-b.balance), 0) from ledger_account a join ledger_balance b on b.account_id = a.id
                where a.program_id = :program and a.affiliate_id is not null
                """);
    }

    private long number(String sql) {
        return jdbc.sql(sql).param("program", program).query(Long.class).single();
    }

    /** Changes of verdicts, each as {@code 2026-01-05T00:00:00Z account ann self_referral hold SR-2}, in the order of these texts. */
    List<String> told() {
        return jdbc
                .sql("select * from fraud_verdict_change where program_id = :program")
                .param("program", program)
                .query((row, _) -> "%s %s %s %s %s %s"
                        .formatted(
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getString("kind"),
                                row.getString("account").split(":", 2)[1],
                                row.getString("type"),
                                row.getString("action"),
                                row.getString("rule")))
                .list()
                .stream()
                .sorted()
                .toList();
    }

    /** Verdicts that restrict somebody without a restriction that stands, and restrictions that stand without a verdict. */
    List<String> restrictedOtherwise() {
        return jdbc.sql("""
                select coalesce(v.account, r.key) from
                    (select * from fraud_verdict where program_id = :program and strength is not null) v
                full join
                    (select * from restriction r where program_id = :program and not exists (
                        select from restriction_end e where e.program_id = r.program_id and e.key = r.key)) r
                on r.key = v.restriction and r.strength = v.strength where r.key is null or v.account is null
                """)
                .param("program", program)
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** Which process has followed the programme last. */
    Optional<UUID> holder() {
        return jdbc.sql("select holder from fraud_cursor where program_id = :program and holder is not null")
                .param("program", program)
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional();
    }

    List<String> affiliates() {
        return jdbc.sql("select id from affiliate where program_id = :program")
                .param("program", program)
                .query((row, _) -> new AffiliateId(row.getObject(1, UUID.class)).toString())
                .list();
    }
}
