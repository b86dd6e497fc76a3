package dev.handsel.inbox.stripebilling;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.stripebilling.BillingController.ToldView;
import dev.handsel.platform.database.Transactions;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Takes events of Stripe in: each is kept once and told to the inbox in the same transaction, as if the merchant had posted
 * what it means. What cannot be told whole yet waits, so that the order of arrival does not matter.
 */
@Service
class Deliveries {

    private final Transactions transactions;
    private final DeliveryStore store;
    private final StripeIdStore ties;
    private final Completion completion;
    private final Telling telling;
    private final InstantSource clock;

    Deliveries(
            Transactions transactions,
            DeliveryStore store,
            StripeIdStore ties,
            Completion completion,
            Telling telling,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.ties = ties;
        this.completion = completion;
        this.telling = telling;
        this.clock = clock;
    }

    /** Takes the event in, and says what was told; nothing where it came before. */
    List<ToldView> take(ProgramId program, BillingEvent event, byte[] raw) {
        var change = Translator.translate(event);
        change.example().ifPresent(telling::requireSound);
        return transactions.required(() -> {
            if (!store.add(program, event, raw, clock.instant())) {
                return List.of();
            }
            ties.lock(program, change.keys().toList());
            return telling.tell(program, completion.complete(program, event, change));
        });
    }
}
