package dev.handsel.payouts.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.payouts.commands.StripeCommand.CommandKind;
import dev.handsel.payouts.commands.StripeCommand.CommandState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

// Each test makes its own scene first.
@SuppressWarnings("NullAway.Init")
class ReversalTest extends CommandScene {

    private static final String REVERSALS = "/reversals$";

    private Shop shop;
    private Payee payee;
    private PayoutId payout;

    @BeforeEach
    void transfer() {
        shop = stripeShop();
        payee = stripePayee(shop);
        payout = transferred(shop, payee);
    }

    private StripeCommand reversal() {
        return commands.last(CommandKind.REVERSAL, payout);
    }

    @Test
    void a_part_comes_back_and_is_payable_again() {
        var ordered = takeBack(payout, 1_000L);
        assertThat(ordered.status()).as(ordered.text()).isEqualTo(201);
        assertThat(ordered.json().get("state").asString()).isEqualTo("waiting");
        assertThat(ordered.json().get("id").asString()).startsWith("rev_");

        commands.send();

        assertThat(state(payout)).isEqualTo("partly_reversed");
        assertThat(balance(payee).payable()).isEqualTo(1_000);
        assertThat(balance(payee).paid()).isEqualTo(5_000);
        var shown = get(somebody("finance").token(), "/v1/payouts/" + payout + "/reversals")
                .json()
                .get("data");
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).get("state").asString()).isEqualTo("done");
        assertThat(shown.get(0).get("reference").asString()).startsWith("trr_");
        assertThat(shown.get(0).get("reason").asString()).isEqualTo("fraud");
        assertThat(deeds(payout)).contains("reversal.ordered", "payout.partly_reversed", "reversal.done");
        sound(payout, payee, AMOUNT);
    }

    @Test
    void all_that_is_left_comes_back_where_no_amount_is_given() {
        takeBack(payout, 1_000L);
        commands.send();

        assertThat(takeBack(payout, null).json().get("amount").asLong()).isEqualTo(5_000);
        commands.send();

        assertThat(state(payout)).isEqualTo("reversed");
        assertThat(balance(payee).payable()).isEqualTo(AMOUNT);
        sound(payout, payee, AMOUNT);
    }

    @Test
    void what_cannot_come_back_is_refused_when_it_is_ordered() {
        assertThat(takeBack(payout, AMOUNT + 1).json().get("code").asString()).isEqualTo("above_amount");
        assertThat(takeBack(payout, 0L).status()).isEqualTo(400);
        var token = somebody("finance").token();
        assertThat(post(token, "/v1/payouts/" + payout + "/reversals", "{\"reason\": \" \"}")
                        .status())
                .isEqualTo(400);
        assertThat(takeBack(payout, 1L).status()).isEqualTo(201);
        assertThat(takeBack(payout, 1L).json().get("code").asString()).isEqualTo("reversal_in_progress");

        var open = reserved(shop, stripePayee(shop), AMOUNT);
        assertThat(takeBack(open, null).json().get("code").asString()).isEqualTo("payout_state");
    }

    @Test
    void only_people_in_charge_may() {
        var path = "/v1/payouts/" + payout + "/reversals";
        assertThat(post(payee.person().token(), path, "{\"reason\": \"r\"}").status())
                .isEqualTo(403);
        assertThat(post(somebody("analyst").token(), path, "{\"reason\": \"r\"}")
                        .status())
                .isEqualTo(403);
        assertThat(post(somebody().token(), path, "{\"reason\": \"r\"}").status())
                .isEqualTo(404);
        assertThat(get(payee.person().token(), path).status()).isEqualTo(403);
    }

    @Test
    void a_simulated_payout_is_told_otherwise() {
        var simulated = shop();
        var owner = payee(simulated);
        earned(simulated, owner, AMOUNT);
        var id = requested(simulated, owner);
        simulate(simulated.key(), id, "transfer_created");

        assertThat(takeBack(PayoutId.parse(id), null).json().get("code").asString())
                .isEqualTo("provider_simulated");
    }

    @Test
    void the_account_has_too_little_left() {
        stripe.api("POST", "/v1/payouts", "amount=6000&currency=usd", "Stripe-Account", destination(payee));
        takeBack(payout, 1_000L);
        commands.send();

        assertThat(reversal().state()).isEqualTo(CommandState.REFUSED);
        assertThat(state(payout)).isEqualTo("transferred");
        var shown = get(somebody("manager").token(), "/v1/payouts/" + payout + "/reversals")
                .json()
                .get("data")
                .get(0);
        assertThat(shown.get("code").asString()).isEqualTo("balance_insufficient");
        assertThat(deeds(payout)).contains("reversal.refused");
        assertThat(takeBack(payout, 1_000L).status())
                .as("another one may be tried")
                .isEqualTo(201);
        sound(payout, payee, AMOUNT);
    }

    @Test
    void somebody_took_it_back_before_it_was_sent() {
        takeBack(payout, 2_000L);
        var transfer = stripe.api("GET", "/v1/transfers?transfer_group=" + payout.value(), "")
                .get("data")
                .get(0)
                .get("id")
                .asString();
        stripe.api("POST", "/v1/transfers/" + transfer + "/reversals", "amount=5000");
        events.ofTransfer("transfer.reversed", payout).forEach(events::deliver);
        events.apply();

        commands.send();

        assertThat(reversal().state()).isEqualTo(CommandState.REFUSED);
        assertThat(backAtStripe(payout)).isEqualTo(5_000);
        sound(payout, payee, AMOUNT);
    }

    @ParameterizedTest
    @CsvSource({"drop_before, 0", "drop_after, 1000", "status_before, 0", "status_after_unpinned, 1000", "in_use, 0"})
    void what_is_unclear_is_asked_again_with_the_same_request(String kind, long executed) {
        takeBack(payout, 1_000L);
        stripe.fault(REVERSALS, kind, Map.of("method", "POST"));
        commands.send();
        assertThat(reversal().state()).isEqualTo(CommandState.UNKNOWN);
        assertThat(backAtStripe(payout)).isEqualTo(executed);

        commands.sendAgain(payout);

        assertThat(reversal().state()).isEqualTo(CommandState.DONE);
        assertThat(backAtStripe(payout)).isEqualTo(1_000);
        assertThat(balance(payee).payable()).isEqualTo(1_000);
        sound(payout, payee, AMOUNT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unauthorized", "rate_limit", "status_before_pinned"})
    void nothing_is_sent_while_stripe_does_not_say_whether_it_is_there(String kind) {
        takeBack(payout, 1_000L);
        stripe.fault(REVERSALS, kind, Map.of("method", "GET", "status", 400));
        commands.send();
        assertThat(reversal().state()).isEqualTo(CommandState.WAITING);
        assertThat(backAtStripe(payout)).isZero();

        commands.sendAgain(payout);
        assertThat(reversal().state()).isEqualTo(CommandState.DONE);
        sound(payout, payee, AMOUNT);
    }

    @ParameterizedTest
    @CsvSource({"status_after, DONE, 1000", "status_before_pinned, REFUSED, 0"})
    void what_stays_unclear_is_looked_up_when_the_key_is_worth_nothing(String kind, CommandState end, long back) {
        takeBack(payout, 1_000L);
        stripe.fault(REVERSALS, kind, Map.of("method", "POST"));
        commands.send();
        commands.sendAgain(payout);
        assertThat(reversal().state()).as("Stripe repeats its first answer").isEqualTo(CommandState.UNKNOWN);

        commands.hoursAgo(payout, 24);
        commands.sendAgain(payout);
        assertThat(reversal().state())
                .as("too late to send and too early to look")
                .isEqualTo(CommandState.UNKNOWN);
        commands.hoursAgo(payout, 2);
        commands.sendAgain(payout);

        assertThat(reversal().state()).isEqualTo(end);
        assertThat(backAtStripe(payout)).isEqualTo(back);
        assertThat(balance(payee).payable()).isEqualTo(back);
        sound(payout, payee, AMOUNT);
    }

    @Test
    void a_refusal_after_an_unclear_attempt_says_nothing() {
        takeBack(payout, 1_000L);
        stripe.fault(REVERSALS, "drop_after", Map.of("method", "POST"));
        commands.send();
        stripe.fault(
                REVERSALS, "status_before", Map.of("method", "POST", "status", 400, "code", "balance_insufficient"));
        commands.sendAgain(payout);

        assertThat(reversal().state()).isEqualTo(CommandState.UNKNOWN);
        commands.hoursAgo(payout, 26);
        commands.sendAgain(payout);
        assertThat(reversal().state()).as("it had been executed").isEqualTo(CommandState.DONE);
        assertThat(backAtStripe(payout)).isEqualTo(1_000);
        sound(payout, payee, AMOUNT);
    }

    @Test
    void one_that_a_lost_database_had_ordered_is_found_and_not_done_twice() {
        takeBack(payout, 4_000L);
        commands.send();
        forget();

        commands.sendAgain(payout);

        assertThat(reversal().state()).as("there are not 4000 left").isEqualTo(CommandState.DONE);
        assertThat(backAtStripe(payout)).isEqualTo(4_000);
        sound(payout, payee, AMOUNT);
    }

    /** As in a backup of just before it was sent, days later. */
    private void forget() {
        jdbc.sql("alter table stripe_command disable trigger stripe_command_frozen")
                .update();
        jdbc.sql("""
                update stripe_command set state = 'waiting', path = null, idem_key = null, body = null, first_sent_at = null,
                    attempts = 0, unanswered = 0, reference = null, due_at = now(), ended_at = null where payout_id = :id
                """).param("id", payout.value()).update();
        jdbc.sql("alter table stripe_command enable trigger stripe_command_frozen")
                .update();
        stripe.later(Duration.ofHours(50));
    }
}
