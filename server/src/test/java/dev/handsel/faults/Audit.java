package dev.handsel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.ledger.LedgerVerification;
import dev.handsel.testing.Sandbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must be true after every fault, whatever happened: nothing lost, nothing doubled, both sides agree to the unit. */
final class Audit {

    private static final Set<String> LEFT = Set.of("transferred", "partly_reversed", "reversed");
    private static final Set<String> OPEN = Set.of("requested", "approved", "reserved", "sending", "unknown");

    private final JdbcClient jdbc;
    private final Sandbox stripe;

    Audit(JdbcClient jdbc, Sandbox stripe) {
        this.jdbc = jdbc;
        this.stripe = stripe;
    }

    /**
     * @param left what is known to have left, in minor units
     * @param transfers how many transfers are known; of a payout that has no parts the one, if it left
     */
    private record Row(PayoutId id, String state, long left, long reversed, int transfers) {}

    /**
     * What was found.
     *
     * @param doubled payouts, or parts of payouts, with more than one transfer
     * @param lost payouts whose end is not what Stripe did, or whose money is nowhere
     */
    record Found(int payouts, int doubled, int lost, int open, Map<String, Integer> states) {}

    /** Counts; what is open may or may not have a transfer. */
    Found found() {
        // In this order: what is settled here was at Stripe before, while servers go on.
        var rows = rows();
        var parts = stripe.asked("state?by=part").path("transfers").path("by_part");
        var transfers = stripe.asked("state?by=payout").path("transfers").path("by_payout");
        var states = new HashMap<String, Integer>();
        int doubled = Math.toIntExact(
                parts.valueStream().filter(count -> count.asLong() > 1).count());
        int lost = 0;
        int open = 0;
        for (var row : rows) {
            long made = transfers.path(row.id().toString()).asLong(0);
            states.merge(row.state(), 1, Integer::sum);
            if (OPEN.contains(row.state())) {
                open++;
            } else {
                lost += made != row.transfers() ? 1 : 0;
            }
        }
        return new Found(rows.size(), doubled, lost, open, states);
    }

    /** While some are still on their way: what is in flight is what is open, and nothing is doubled. */
    void requireSound() {
        var found = found();
        assertThat(found.doubled()).as("doubled").isZero();
        assertThat(found.lost()).as("lost").isZero();
        var violations = new LedgerVerification(jdbc).run().violations();
        assertThat(violations).isEmpty();
        assertThat(unrecorded()).as("steps without an audit entry").isZero();
    }

    /** When nothing is on its way any more, Stripe's balance and the ledger agree to the unit. */
    void requireSettled() {
        requireSound();
        assertThat(found().open()).as("open: " + found().states()).isZero();
        var state = stripe.asked("state");
        long left = rows().stream()
                .filter(row -> LEFT.contains(row.state()))
                .mapToLong(row -> row.left() - row.reversed())
                .sum();
        long moved = state.path("transferred").path("usd").asLong(0)
                - state.path("reversed").path("usd").asLong(0);
        assertThat(moved).as("what Stripe moved").isEqualTo(left);
        assertThat(state.path("platform").path("available").path("usd").asLong(0))
                .as("what Stripe has")
                .isEqualTo(state.path("topped_up").path("usd").asLong(0) - left);
        assertThat(booked()).as("what the ledger says").isEqualTo(left);
    }

    private long booked() {
        return jdbc.sql("""
                select coalesce(-sum(p.amount), 0)::bigint from ledger_posting p join ledger_account a on a.id = p.account_id
                where a.name = 'platform.stripe_balance'
                """).query((row, _) -> row.getLong(1)).single();
    }

    private long unrecorded() {
        return jdbc.sql("""
                select (select count(*) from payout_event)
                    - (select count(*) from audit_entry where action like 'payout.%')
                """).query((row, _) -> row.getLong(1)).single();
    }

    private List<Row> rows() {
        return jdbc.sql("""
                select id, state, reversed, coalesce(sent_in_parts, amount) as left_us,
                    coalesce((select count(*) filter (where f.state = 'transferred') from payout_part f
                            where f.payout_id = p.id having count(*) > 0),
                        (state in ('transferred', 'partly_reversed', 'reversed'))::int) as transfers
                from payout p where provider = 'stripe'
                """)
                .query((row, _) -> new Row(
                        new PayoutId(row.getObject("id", UUID.class)),
                        row.getString("state"),
                        row.getLong("left_us"),
                        row.getLong("reversed"),
                        row.getInt("transfers")))
                .list();
    }
}
