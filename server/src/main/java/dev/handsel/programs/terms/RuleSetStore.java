package dev.handsel.programs.terms;

import static dev.handsel.platform.database.Timestamps.utc;
import static java.util.Map.entry;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.BasisPoints;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.programs.agreements.Amounts;
import dev.handsel.programs.agreements.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that writes the tables {@code rule_set} and {@code rule_set_proposal}. */
@Repository
class RuleSetStore {

    private static final String MEMBERS = """
            r.version as rule_version, r.effective_from, r.first_rate_bp, r.recurring_rate_bp, r.bonus_rate_bp,
            r.bonus_from_month, r.hold_days as rule_hold_days, r.gap_grace_days,
            r.attribution_window_days as rule_window_days, r.bounty_currencies, r.bounty_amounts""";

    /** What {@link #read} reads from the table {@code r}. */
    static final String COLUMNS = "r.id as rule_id, " + MEMBERS;

    /** All rule sets of a programme, those that wait too. */
    private static final String ALL = """
            (select %1$s, 'added' as state, r.proposed_by, null::timestamptz as proposed_at, r.approved_by
            from rule_set r where r.program_id = :program
            union all
            select 0::bigint as rule_id, %2$s, 'waiting' as state, r.proposed_by, r.proposed_at, null as approved_by
            from rule_set_proposal r where r.program_id = :program) r
            """.formatted(COLUMNS, MEMBERS);

    private final JdbcClient jdbc;

    RuleSetStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A rule set and the key of its place in the list. */
    record ListedRuleSet(Standing<RuleSet> standing, String key) {}

    /** Adds the rule set, unless its version or its first instant is taken; says whether it did. */
    boolean add(ProgramId program, Standing<RuleSet> standing, Instant at) {
        return jdbc.sql("""
                insert into rule_set (program_id, version, effective_from, first_rate_bp, recurring_rate_bp, bonus_rate_bp,
                    bonus_from_month, hold_days, gap_grace_days, attribution_window_days, bounty_currencies, bounty_amounts,
                    proposed_by, approved_by, created_at)
                values (:program, :version, :from, :first, :recurring, :bonus, :bonusFrom, :hold, :grace, :window,
                    :bountyIn, :bounties::bigint[], :proposedBy, :approvedBy, :at)
                on conflict do nothing
                """)
                        .params(members(program, standing.terms()))
                        .param("proposedBy", standing.proposedBy())
                        .param("approvedBy", standing.approvedBy())
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    /** Writes down a rule set that waits, unless its version or its first instant is taken; says whether it did. */
    boolean propose(ProgramId program, Standing<RuleSet> standing) {
        return jdbc.sql("""
                insert into rule_set_proposal (program_id, version, effective_from, first_rate_bp, recurring_rate_bp,
                    bonus_rate_bp, bonus_from_month, hold_days, gap_grace_days, attribution_window_days,
                    bounty_currencies, bounty_amounts, proposed_by, proposed_at)
                values (:program, :version, :from, :first, :recurring, :bonus, :bonusFrom, :hold, :grace, :window,
                    :bountyIn, :bounties::bigint[], :proposedBy, :at)
                on conflict do nothing
                """)
                        .params(members(program, standing.terms()))
                        .param("proposedBy", standing.proposedBy())
                        .param("at", utc(Objects.requireNonNull(standing.proposedAt())))
                        .update()
                == 1;
    }

    private static Map<String, Object> members(ProgramId program, RuleSet rules) {
        var bounty = new TreeMap<>(rules.firstTradeBounty().minor());
        return Map.ofEntries(
                entry("program", program.value()),
                entry("version", rules.version()),
                entry("from", utc(rules.effectiveFrom())),
                entry("first", rules.first().value()),
                entry("recurring", rules.recurring().value()),
                entry("bonus", rules.bonus().value()),
                entry("bonusFrom", rules.bonusFromMonth()),
                entry("hold", rules.holdDays()),
                entry("grace", rules.gapGraceDays()),
                entry("window", rules.attributionWindowDays()),
                entry("bountyIn", bounty.keySet().toArray(String[]::new)),
                entry("bounties", bounty.values().toArray(Long[]::new)));
    }

    /** Forgets a rule set that waits. */
    void forget(ProgramId program, String version) {
        jdbc.sql("delete from rule_set_proposal where program_id = :program and version = :version")
                .param("program", program.value())
                .param("version", version)
                .update();
    }

    /** The rule set of this version, that waits or was added. */
    Optional<Standing<RuleSet>> find(ProgramId program, String version) {
        return jdbc.sql("select * from " + ALL + " where r.rule_version = :version")
                .param("program", program.value())
                .param("version", version)
                .query((row, _) -> Standing.read(read(row), row))
                .optional();
    }

    /** Whether a rule set has this version or this first instant, one that waits included. */
    boolean taken(ProgramId program, RuleSet rules) {
        return jdbc.sql("select exists (select from " + ALL
                        + " where r.rule_version = :version or r.effective_from = :from)")
                .param("program", program.value())
                .param("version", rules.version())
                .param("from", utc(rules.effectiveFrom()))
                .query(Boolean.class)
                .single();
    }

    /** The rule sets in the order in which they take effect, which no two do at once; those that wait too. */
    List<ListedRuleSet> list(ProgramId program, PageRequest page) {
        var keyset = page.ascending("key");
        return jdbc.sql("""
                select * from (
                    select to_char(r.effective_from at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') as key, r.*
                    from %s) r where true""".formatted(ALL) + keyset.sql())
                .param("program", program.value())
                .params(keyset.params())
                .query((row, _) -> new ListedRuleSet(Standing.read(read(row), row), row.getString("key")))
                .list();
    }

    static RuleSet read(ResultSet row) throws SQLException {
        return new RuleSet(
                row.getLong("rule_id"),
                row.getString("rule_version"),
                row.getObject("effective_from", OffsetDateTime.class).toInstant(),
                new BasisPoints(row.getInt("first_rate_bp")),
                new BasisPoints(row.getInt("recurring_rate_bp")),
                new BasisPoints(row.getInt("bonus_rate_bp")),
                row.getInt("bonus_from_month"),
                row.getInt("rule_hold_days"),
                row.getInt("gap_grace_days"),
                row.getInt("rule_window_days"),
                bounty(row));
    }

    private static Amounts bounty(ResultSet row) throws SQLException {
        var currencies = (String[]) row.getArray("bounty_currencies").getArray();
        var amounts = (Long[]) row.getArray("bounty_amounts").getArray();
        var minor = new HashMap<String, Long>();
        for (int i = 0; i < currencies.length; i++) {
            minor.put(currencies[i], amounts[i]);
        }
        return new Amounts(minor);
    }
}
