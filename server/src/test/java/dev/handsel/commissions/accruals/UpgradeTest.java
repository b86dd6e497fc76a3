package dev.handsel.commissions.accruals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.TestDatabase;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the version before told of money that went back is kept, and what it booked stays as it was booked. */
class UpgradeTest {

    private static final String BEFORE =
            """
            insert into program (id, slug, name, mode, landing_url, allowed_landing_hosts, currency, hold_days,
                payout_minimums, payout_schedule, payout_provider, attribution_model,
                attribution_window_days, consent, created_at)
            values (%1$s, 'shop', 'Shop', 'live', 'https://shop.example/', '{shop.example}', 'USD', 30, '{}', 'manual',
                'stripe', 'last_click', 30, 'not_applicable', now());
            insert into customer (id, program_id, ref, created_at) values (%2$s, %1$s, 'ann', now());
            insert into event (program_id, id, type, occurred_at, received_at, payload, payload_sha256, result)
                select %1$s, id, 'login', now(), now(), '{}', sha256('{}'), 'recorded'
                from unnest('{e1,e2,e3,e4,stripe:evt_1:0}'::text[]) as id;
            insert into invoice (program_id, ref, event_id, customer_id, currency, reason, body, gross, paid, paid_at, late,
                months, first_lifetime, first_continuous, run, anchor, number, refunded)
            values (%1$s, 'in1', 'e1', %2$s, 'USD', 'create', '{}', 3000, 3000, '2026-01-01T00:00Z', false, 1, 1, 1, 1,
                '2026-01-01T00:00Z', 1, 500);
            insert into invoice_refund values (%1$s, 'stripe:evt_1:0', 'in1', 500, '2026-01-02T00:00Z');
            insert into invoice_dispute values
                (%1$s, 'dp1', 'in1', 700, 'lost', 'e2', '2026-01-03T00:00Z', 'e3', '2026-01-04T00:00Z'),
                (%1$s, 'dp2', 'in1', 300, 'opened', 'e4', '2026-01-05T00:00Z', null, null);
            insert into stripe_billing_payment (program_id, payment, invoice) values (%1$s, 'ch_1', 'in1');
            insert into stripe_billing_charge (program_id, charge, refunded) values (%1$s, 'ch_1', 500);
            insert into affiliate (id, program_id, code, created_at) values (%2$s, %1$s, 'nora', now());
            insert into rule_set (id, program_id, version, effective_from, first_rate_bp, recurring_rate_bp, bonus_rate_bp,
                bonus_from_month, hold_days, gap_grace_days, attribution_window_days, created_at)
                overriding system value values (1, %1$s, 'v1', 'epoch', 3000, 1500, 500, 4, 30, 30, 30, now());
            insert into commission_line select id::uuid, %1$s, %2$s, %2$s, 'ann', 'in1', 'e1', kind, 3000, 3000, 900, 'USD', now(),
                due::timestamptz, 1, 'v1', false, '{}', sha256('{}'), 'commission/1', now()
                from (values (%1$s, 'FIRST', '2026-02-02T00:00Z'), (%2$s, 'BONUS', '2026-02-01T00:00Z')) as n(id, kind, due);
            insert into commission_state (line_id, program_id, affiliate_id, currency, amount, mature_at, matured)
                select id, program_id, affiliate_id, currency, amount, mature_at, true from commission_line order by id desc;
            """.formatted("'01890000-0000-7000-8000-000000000001'", "'01890000-0000-7000-8000-000000000002'");

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    @BeforeEach
    void upgrade() {
        Flyway.configure()
                .dataSource(database.dataSource())
                .target("045")
                .repeatableSqlMigrationPrefix("none")
                .load()
                .migrate();
        jdbc.sql(BEFORE).update();
        Flyway.configure().dataSource(database.dataSource()).load().migrate();
    }

    private List<String> rows(String sql) {
        return jdbc.sql(sql).query((row, _) -> row.getString(1)).list();
    }

    @Test
    void refunds_and_disputes_are_told_as_they_were() {
        assertThat(
                        rows(
                                "select event_id || ' ' || kind || ' ' || ref || ' ' || amount from invoice_money_back where event_id is not null order by id"))
                .containsExactly(
                        "stripe:evt_1:0 refund stripe:evt_1:0 500",
                        "e2 chargeback dp1 700",
                        "e3 dispute_lost dp1 0",
                        "e4 chargeback dp2 300");
    }

    @Test
    void the_next_sum_that_stripe_tells_of_a_charge_counts_from_the_last() {
        assertThat(rows("select ref || ' ' || amount from invoice_money_back where kind = 'charge_counted'"))
                .containsExactly("ch_1 500");
    }

    @Test
    void payouts_count_for_lines_in_the_order_in_which_these_matured() {
        assertThat(rows("""
                select l.kind || ' ' || s.place || ' ' || s.held || ' ' || c.ref from commission_state s
                join commission_line l on l.id = s.line_id join customer c on c.id = s.customer_id order by s.place
                """)).containsExactly("BONUS 1 false ann", "FIRST 2 false ann");
        assertThat(rows("select nextval('commission_place')")).containsExactly("3");
    }

    @Test
    void invoices_stay_with_the_engine_that_booked_them() {
        assertThat(rows("select engine from invoice")).containsExactly("commission/1");
    }
}
