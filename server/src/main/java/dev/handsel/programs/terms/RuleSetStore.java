package dev.handsel.programs.terms;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.BasisPoints;
import dev.handsel.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that writes the table {@code rule_set}. */
@Repository
class RuleSetStore {

    /** What {@link #read} reads from the table {@code r}. */
    static final String COLUMNS = """
            r.id as rule_id, r.version as rule_version, r.effective_from, r.first_rate_bp, r.recurring_rate_bp,
            r.bonus_rate_bp, r.bonus_from_month, r.hold_days as rule_hold_days, r.gap_grace_days,
            r.attribution_window_days as rule_window_days""";

    private final JdbcClient jdbc;

    RuleSetStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A rule set and the key of its place in the list. */
    record ListedRuleSet(RuleSet rules, String key) {}

    /** Adds the rule set, unless its version or its first instant is taken; says whether it did. */
    boolean add(ProgramId program, RuleSet rules, Instant at) {
        return jdbc.sql("""
                insert into rule_set (program_id, version, effective_from, first_rate_bp, recurring_rate_bp, bonus_rate_bp,
                    bonus_from_month, hold_days, gap_grace_days, attribution_window_days, created_at)
                values (:program, :version, :from, :first, :recurring, :bonus, :bonusFrom, :hold, :grace, :window, :at)
                on conflict do nothing
                """)
                        .param("program", program.value())
                        .param("version", rules.version())
                        .param("from", utc(rules.effectiveFrom()))
                        .param("first", rules.first().value())
                        .param("recurring", rules.recurring().value())
                        .param("bonus", rules.bonus().value())
                        .param("bonusFrom", rules.bonusFromMonth())
                        .param("hold", rules.holdDays())
                        .param("grace", rules.gapGraceDays())
                        .param("window", rules.attributionWindowDays())
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    /** The rule sets in the order in which they take effect, which no two do at once. */
    List<ListedRuleSet> list(ProgramId program, PageRequest page) {
        var keyset = page.ascending("key");
        return jdbc.sql("""
                select * from (
                    select to_char(r.effective_from at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') as key, %s
                    from rule_set r where r.program_id = :program
                ) r where true""".formatted(COLUMNS) + keyset.sql())
                .param("program", program.value())
                .params(keyset.params())
                .query((row, _) -> new ListedRuleSet(read(row), row.getString("key")))
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
                row.getInt("rule_window_days"));
    }
}
