package dev.handsel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.payouts.commands.CommandScene;
import dev.handsel.payouts.commands.StripeCommand.CommandKind;
import dev.handsel.payouts.commands.StripeCommand.CommandState;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What may go wrong when a transfer is taken back, and when an account is to pay to its bank. */
// Each cell makes its own scene first.
@SuppressWarnings("NullAway.Init")
class CommandFaultsTest extends CommandScene {

    private static final String REVERSE = "S12 reversal";
    private static final String BANK = "S11 bank payout";
    private static final long BACK = 1_000;

    private Payee payee;
    private PayoutId payout;

    @TestFactory
    Stream<DynamicTest> cells() {
        var matrix = new Matrix();
        for (var fault : Misfortune.ANSWERS) {
            matrix.cell(REVERSE, fault, () -> reversal(fault)).cell(BANK, fault, () -> bankPayout(fault));
        }
        return matrix.cell(REVERSE, "dup webhook", this::reversalToldTwice)
                .cell(BANK, "dup webhook", this::bankPayoutToldTwice)
                .cell(REVERSE, "ooo webhook", this::reversalToldFirst)
                .cell(BANK, "ooo webhook", this::bankPayoutToldFirst)
                .cell(REVERSE, "two schedulers", this::reversalTwice)
                .cell(BANK, "two schedulers", this::bankPayoutTwice)
                .tests(1);
    }

    @AfterAll
    static void sum() {
        Matrix.sum(CommandFaultsTest.class);
    }

    private void scene(boolean byHand) {
        stripe.noFaults();
        var shop = stripeShop();
        payee = byHand ? byHand(shop) : stripePayee(shop);
        payout = transferred(shop, payee);
        if (!byHand) {
            assertThat(takeBack(payout, BACK).status()).isEqualTo(201);
        }
    }

    private CommandState state(CommandKind kind) {
        return commands.last(kind, payout).state();
    }

    private void finish(CommandKind kind) {
        for (int attempt = 0; attempt < 5 && state(kind).open(); attempt++) {
            commands.sendAgain(payout);
        }
        assertThat(state(kind)).isEqualTo(CommandState.DONE);
    }

    /** At Stripe at most once, and in the ledger as far as it is known. */
    private void soundReversal() {
        long back = backAtStripe(payout);
        assertThat(back).isIn(0L, BACK);
        long booked = balance(payee).payable();
        assertThat(booked).isIn(0L, back);
        if (!state(CommandKind.REVERSAL).open()) {
            assertThat(back).isEqualTo(state(CommandKind.REVERSAL) == CommandState.DONE ? BACK : 0);
            assertThat(booked).isEqualTo(back);
        }
        sound(payout, payee, AMOUNT);
    }

    private void soundBankPayout() {
        var made = bankPayouts(payee).size();
        assertThat(made).isLessThanOrEqualTo(1);
        if (state(CommandKind.BANK_PAYOUT) == CommandState.DONE) {
            assertThat(made).isEqualTo(1);
            assertThat(bankState(payout)).isNotEmpty();
        }
        sound(payout, payee, AMOUNT);
    }

    private void reversal(String fault) {
        scene(false);
        Misfortune.meet(stripe, fault, "POST", "/reversals$", true);
        commands.send();
        soundReversal();
        switch (fault) {
            case "http 4xx" -> assertThat(state(CommandKind.REVERSAL)).isEqualTo(CommandState.REFUSED);
            case "http 429" -> assertThat(state(CommandKind.REVERSAL)).isEqualTo(CommandState.WAITING);
            default -> assertThat(state(CommandKind.REVERSAL)).isEqualTo(CommandState.UNKNOWN);
        }
        if (!fault.equals("http 4xx")) {
            finish(CommandKind.REVERSAL);
        }
        soundReversal();
    }

    private void bankPayout(String fault) {
        scene(true);
        Misfortune.meet(stripe, fault, "POST", "/v1/payouts$", true);
        commands.send();
        soundBankPayout();
        switch (fault) {
            case "http 4xx" -> {
                assertThat(state(CommandKind.BANK_PAYOUT)).isEqualTo(CommandState.WAITING);
                assertThat(hold(payout)).as("a reason that the affiliate reads").isNotEmpty();
            }
            case "http 429" -> assertThat(state(CommandKind.BANK_PAYOUT)).isEqualTo(CommandState.WAITING);
            default -> assertThat(state(CommandKind.BANK_PAYOUT)).isEqualTo(CommandState.UNKNOWN);
        }
        finish(CommandKind.BANK_PAYOUT);
        assertThat(hold(payout)).isEmpty();
        soundBankPayout();
    }

    private void reversalToldTwice() {
        scene(false);
        commands.send();
        var news = events.ofTransfer("transfer.reversed", payout);
        news.forEach(events::deliver);
        news.forEach(events::deliver);
        events.apply();
        assertThat(history(payout)).hasSize(6);
        soundReversal();
    }

    /** The news come before the answer, which never comes. */
    private void reversalToldFirst() {
        scene(false);
        stripe.fault("/reversals$", "drop_after", Map.of("method", "POST"));
        commands.send();
        events.ofTransfer("transfer.reversed", payout).forEach(events::deliver);
        events.ofTransfer("transfer.created", payout).forEach(events::deliver);
        events.apply();
        assertThat(balance(payee).payable()).isEqualTo(BACK);
        finish(CommandKind.REVERSAL);
        assertThat(history(payout)).hasSize(6);
        soundReversal();
    }

    private void bankPayoutToldTwice() {
        scene(true);
        commands.send();
        for (int time = 0; time < 2; time++) {
            events.of("payout.created", destination(payee)).forEach(events::deliver);
        }
        events.apply();
        assertThat(deeds(payout)).containsOnlyOnce("payout.bank_pending", "bank_payout.done");
        soundBankPayout();
    }

    /** It is paid, and that is told before what came earlier, and before an answer. */
    private void bankPayoutToldFirst() {
        scene(true);
        stripe.fault("/v1/payouts$", "drop_after", Map.of("method", "POST"));
        commands.send();
        var created = events.of("payout.created", destination(payee));
        stripe.control("payouts/" + bankPayouts(payee).getFirst().getKey() + "/paid", Map.of());
        events.of("payout.paid", destination(payee)).forEach(events::deliver);
        events.apply();
        created.forEach(events::deliver);
        events.apply();
        assertThat(bankState(payout)).isEqualTo("paid");
        assertThat(state(CommandKind.BANK_PAYOUT)).isEqualTo(CommandState.DONE);
        soundBankPayout();
    }

    private void reversalTwice() throws Exception {
        scene(false);
        var claimed = commands.claim(payout);
        Misfortune.atOnce(() -> commands.work(claimed));
        finish(CommandKind.REVERSAL);
        soundReversal();
    }

    private void bankPayoutTwice() throws Exception {
        scene(true);
        var claimed = commands.claim(payout);
        Misfortune.atOnce(() -> commands.work(claimed));
        finish(CommandKind.BANK_PAYOUT);
        soundBankPayout();
    }
}
