package dev.handsel.payouts.commands;

import dev.handsel.payouts.commands.BankWatch.Watched;
import dev.handsel.payouts.lifecycle.Payout.BankState;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.lifecycle.PayoutSteps.AtBank;
import dev.handsel.platform.stripe.StripeAnswer;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Asks Stripe for bank payouts that it may have told in vain: every hour of accounts whose money is on its way, and once a
 * day of those whose bank was paid, since a bank may send it back for some days. Whoever waits longest comes first.
 */
@Service
public class BankPoll {

    private static final Logger log = LoggerFactory.getLogger(BankPoll.class);

    /** For so long after the last news something new is expected of a payout. */
    private static final Duration AWAITED = Duration.ofDays(14);

    private static final Duration LATER = Duration.ofDays(1);
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
    private static final int AT_ONCE = 50;
    private static final int MOST = 2_000;

    private final BankWatch watch;
    private final BankPayouts banks;
    private final BankPayoutOrders orders;
    private final PayoutSteps payouts;

    BankPoll(BankWatch watch, BankPayouts banks, BankPayoutOrders orders, PayoutSteps payouts) {
        this.watch = watch;
        this.banks = banks;
        this.orders = orders;
        this.payouts = payouts;
    }

    /** Asks about the accounts whose turn it is; what Stripe does not answer is asked in an hour. */
    public void poll() {
        for (int asked = 0; asked < MOST; ) {
            var due = watch.claim(AT_ONCE);
            if (due.isEmpty()) {
                return;
            }
            due.forEach(this::ask);
            asked += due.size();
        }
    }

    private void ask(Watched watched) {
        try {
            payouts.atBank(watched.account(), AWAITED).stream()
                    .map(AtBank::since)
                    .min(Instant::compareTo)
                    .ifPresentOrElse(first -> ask(watched, first), () -> watch.end(watched));
        } catch (RuntimeException odd) {
            log.error("what Stripe says of the bank payouts of {} cannot be taken over", watched.account(), odd);
        }
    }

    /** A bank payout that holds a transfer was not made before it. */
    private void ask(Watched watched, Instant first) {
        var answer = banks.ask(watched.account(), first.minus(CLOCKS_DIFFER));
        if (answer instanceof StripeAnswer.Done) {
            var left = payouts.atBank(watched.account(), AWAITED);
            orders.makeUp(watched.account(), left);
            if (left.stream().allMatch(payout -> payout.bank() == BankState.PAID)) {
                watch.again(watched, LATER);
            }
        } else {
            log.warn("{} could not be asked for its bank payouts: {}", watched.account(), answer);
        }
    }
}
