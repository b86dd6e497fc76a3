package dev.handsel.inbox.stripebilling;

import dev.handsel.inbox.stripebilling.WaitingStore.Overdue;
import dev.handsel.platform.database.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Goes on with what Stripe itself has given up on. A customer whose checkout never came is called what Stripe calls them; old
 * events lose their payload, but stay known.
 */
@Service
class OverdueDeliveries {

    private static final Logger log = LoggerFactory.getLogger(OverdueDeliveries.class);

    /** For so long Stripe repeats what was not taken: a checkout that is not here by then does not come. */
    private static final Duration CHECKOUT_IS_AWAITED = Duration.ofDays(3);

    private static final Duration PAYLOADS_ARE_KEPT = Duration.ofDays(90);

    private final Transactions transactions;
    private final DeliveryStore store;
    private final WaitingStore waiting;
    private final Completion completion;
    private final Telling telling;
    private final InstantSource clock;

    OverdueDeliveries(
            Transactions transactions,
            DeliveryStore store,
            WaitingStore waiting,
            Completion completion,
            Telling telling,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.waiting = waiting;
        this.completion = completion;
        this.telling = telling;
        this.clock = clock;
    }

    /** Each customer by itself: one about whom nothing can be told holds up neither the others nor the erasing. */
    void catchUp() {
        var now = clock.instant();
        transactions.run(() -> store.strip(now.minus(PAYLOADS_ARE_KEPT)));
        waiting.overdue(now.minus(CHECKOUT_IS_AWAITED)).forEach(this::tell);
    }

    private void tell(Overdue overdue) {
        try {
            transactions.run(() -> {
                var whole = completion.nameAsStripe(overdue.program(), overdue.stripeCustomer());
                telling.tell(overdue.program(), Completion.Told.of(whole));
            });
        } catch (RuntimeException failure) {
            log.error(
                    "what waits for customer {} of {} cannot be told and goes on waiting",
                    overdue.stripeCustomer(),
                    overdue.program(),
                    failure);
        }
    }
}
