package dev.handsel.bankpayouts;

import dev.handsel.payouts.PayoutSteps;
import dev.handsel.payouts.PayoutSteps.Banked;
import dev.handsel.stripe.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Asks Stripe for bank payouts that it may have told in vain: often of accounts whose money is on its way, and once a day of
 * those whose bank was paid, since a bank may send it back for some days. Each poll asks about so many accounts and the next
 * one goes on behind them, so that all come to their turn.
 */
@Service
public class BankPoll {

    private static final Logger log = LoggerFactory.getLogger(BankPoll.class);

    /** After so long nothing new is expected of a payout. */
    private static final Duration AWAITED = Duration.ofDays(14);

    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
    private static final int MOST = 500;

    private final BankPayouts banks;
    private final BankPayoutOrders orders;
    private final PayoutSteps payouts;
    private final InstantSource clock;
    private final Round awaited = new Round(false, Duration.ZERO);
    private final Round paid = new Round(true, Duration.ofDays(1));

    BankPoll(BankPayouts banks, BankPayoutOrders orders, PayoutSteps payouts, InstantSource clock) {
        this.banks = banks;
        this.orders = orders;
        this.payouts = payouts;
        this.clock = clock;
    }

    /** Asks about the accounts whose turn it is; what Stripe does not answer is asked in the next round. */
    public synchronized void poll() {
        var now = clock.instant();
        var since = now.minus(AWAITED);
        awaited.next(now, since).forEach(banked -> ask(banked, since));
        paid.next(now, since).forEach(banked -> ask(banked, since));
    }

    private void ask(Banked banked, Instant since) {
        var answer = banks.ask(banked.account(), banked.since().minus(CLOCKS_DIFFER));
        if (answer instanceof Answer.Done) {
            orders.makeUp(banked.account(), since);
        } else {
            log.warn("{} could not be asked for its bank payouts; a later poll asks again: {}", banked, answer);
        }
    }

    /** Once through all accounts, and through them again when it is time. Kept in memory: it only spreads the work. */
    private final class Round {

        private final boolean paid;
        private final Duration pause;
        private String last = "";
        private Instant begins = Instant.MIN;

        Round(boolean paid, Duration pause) {
            this.paid = paid;
            this.pause = pause;
        }

        List<Banked> next(Instant now, Instant since) {
            if (last.isEmpty()) {
                if (now.isBefore(begins)) {
                    return List.of();
                }
                begins = now.plus(pause);
            }
            var accounts = payouts.banked(paid, since, last, MOST);
            last = accounts.size() < MOST ? "" : accounts.getLast().account();
            return accounts;
        }
    }
}
