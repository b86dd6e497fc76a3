package dev.handsel.payouts.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.payouts.lifecycle.PayoutScene;
import dev.handsel.payouts.once.ErrandSender;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.Sandbox;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Programmes that pay through a simulated Stripe, brought forward by hand. */
public abstract class StripeScene extends PayoutScene {

    protected final Sandbox stripe = Sandbox.shared();

    @Autowired
    TransferErrand errand;

    @Autowired
    ErrandSender sender;

    @Autowired
    protected CurrencyStops stops;

    @BeforeEach
    @AfterEach
    void nothing_goes_wrong() {
        stripe.noFaults();
        stripe.noLimits();
    }

    /** What other tests left behind does not take the time that a payout here has. */
    @BeforeEach
    void nothing_else_is_due() {
        send();
    }

    /** A programme that pays through Stripe, and enough to pay from. */
    protected Shop stripeShop() {
        stripe.provide(1_000_000, "usd");
        stops.recheck();
        return shop("stripe", false);
    }

    /** An affiliate whose account at Stripe can be paid. */
    protected Payee stripePayee(Shop shop) {
        var payee = stranger(shop);
        connect(shop, payee.id(), stripe.account());
        return payee;
    }

    protected void connect(Shop shop, AffiliateId affiliate, String account) {
        jdbc.sql("""
                insert into payout_account (affiliate_id, program_id, provider, payouts_enabled, state, reference, created_at,
                    changed_at) values (:id, :program, 'stripe', true, 'enabled', :reference, now(), now())
                """)
                .param("id", affiliate.value())
                .param("program", shop.id().value())
                .param("reference", account)
                .update();
    }

    protected String destination(Payee payee) {
        return jdbc.sql("select reference from payout_account where affiliate_id = :id")
                .param("id", payee.id().value())
                .query((row, _) -> row.getString(1))
                .single();
    }

    /** A payout of this much that waits to be sent. */
    protected PayoutId reserved(Shop shop, Payee payee, long amount) {
        earned(shop, payee, amount);
        var id = requested(shop, payee);
        var approved = post(somebody("finance").token(), "/v1/payouts/" + id + "/approve", "");
        assertThat(approved.json().get("state").asString()).isEqualTo("reserved");
        return PayoutId.parse(id);
    }

    /** Sends whatever is due now, of any programme. */
    protected void send() {
        for (var claimed = errand.claim(); claimed.isPresent(); claimed = errand.claim()) {
            sender.work(errand, claimed.get());
        }
    }

    /** As if it had waited long enough. */
    protected void due(PayoutId payout) {
        jdbc.sql("update payout set due_at = now() where id = :id and due_at is not null")
                .param("id", payout.value())
                .update();
    }

    /** This very payout, as somebody gets it whose turn it is. */
    protected Turn claim(PayoutId payout) {
        Optional<Outgoing> found = Optional.empty();
        for (var claimed = errand.claim(); claimed.isPresent(); claimed = errand.claim()) {
            if (claimed.get().id().equals(payout)) {
                found = claimed;
            }
        }
        return new Turn(found.orElseThrow());
    }

    /** What somebody claimed. */
    protected record Turn(Outgoing item) {}

    protected void work(Turn claimed) {
        sender.work(errand, claimed.item());
    }

    protected void sendAgain(PayoutId payout) {
        due(payout);
        send();
    }

    /** As if the first attempt had been so many hours earlier, here and at Stripe. */
    protected void hoursAgo(PayoutId payout, int hours) {
        for (var table : List.of("transfer_request", "transfer_part_request")) {
            jdbc.sql(
                            "update " + table
                                    + " set first_sent_at = first_sent_at - make_interval(hours => :hours) where payout_id = :id")
                    .param("hours", hours)
                    .param("id", payout.value())
                    .update();
        }
        stripe.later(Duration.ofHours(hours));
    }

    /** A manager says that it is tried again. */
    protected Reply lift(Payee payee) {
        return client().send(
                        "DELETE",
                        "/v1/affiliates/" + payee.id() + "/payout_pauses/USD",
                        BodyPublishers.noBody(),
                        "Authorization",
                        "Bearer " + somebody("manager").token());
    }

    protected String state(PayoutId payout) {
        return jdbc.sql("select state from payout where id = :id")
                .param("id", payout.value())
                .query((row, _) -> row.getString(1))
                .single();
    }

    protected List<String> history(PayoutId payout) {
        return jdbc.sql("select to_state from payout_event where payout_id = :id order by n")
                .param("id", payout.value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** What must be true of a payout whatever happened: nothing lost, nothing doubled. */
    protected void sound(PayoutId payout, Payee payee, long amount) {
        var transfers = stripe.parts(payout);
        var state = state(payout);
        boolean left = List.of("transferred", "partly_reversed", "reversed").contains(state);
        boolean open = List.of("requested", "approved", "reserved", "sending", "unknown")
                .contains(state);
        assertThat(transfers)
                .as("a whole goes alone")
                .satisfiesAnyOf(
                        all -> assertThat(all).doesNotContainKey("whole"),
                        all -> assertThat(all).hasSize(1));
        long sum = transfers.values().stream().mapToLong(Long::longValue).sum();
        assertThat(sum).as("what left of a payout that is " + state).isLessThanOrEqualTo(amount);
        if (!open) {
            assertThat(sum).as("what left of a payout that is " + state).isEqualTo(left ? leftHere(payout) : 0);
        }
        assertThat(balance(payee).inFlight()).as("in flight").isEqualTo(open ? amount - leftHere(payout) : 0);
        assertThat(violations()).isEmpty();
    }

    /** How much of it left, as far as is known here. */
    private long leftHere(PayoutId payout) {
        return jdbc.sql("""
                select coalesce(sent_in_parts,
                    case when state in ('transferred', 'partly_reversed', 'reversed') then amount else 0 end)
                from payout where id = :id
                """).param("id", payout.value()).query(Long.class).single();
    }
}
