package dev.handsel.inbox.stripebilling;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.inbox.events.EventResult;
import dev.handsel.inbox.events.Inbox;
import dev.handsel.inbox.stripebilling.BillingController.ToldView;
import dev.handsel.platform.database.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Takes events of Stripe in: each is kept once and told to the inbox in the same transaction, as if the merchant had posted
 * what it means. What cannot be told whole yet waits, so that the order of arrival does not matter.
 */
@Service
public class Deliveries {

    private static final String ACTOR = "stripe";

    /** For so long Stripe repeats what was not taken: a checkout that is not here by then does not come. */
    private static final Duration CHECKOUT_IS_AWAITED = Duration.ofDays(3);

    /** As long as the inbox keeps what is parked. */
    private static final Duration INVOICE_IS_AWAITED = Duration.ofDays(30);

    private static final Duration PAYLOADS_ARE_KEPT = Duration.ofDays(90);

    private final Transactions transactions;
    private final DeliveryStore store;
    private final StripeIdStore ties;
    private final Completion completion;
    private final Inbox inbox;
    private final InstantSource clock;

    Deliveries(
            Transactions transactions,
            DeliveryStore store,
            StripeIdStore ties,
            Completion completion,
            Inbox inbox,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.ties = ties;
        this.completion = completion;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** Takes the event in, and says what was told; nothing where it came before. */
    List<ToldView> take(ProgramId program, BillingEvent event, byte[] raw) {
        var change = Translator.translate(event);
        change.example().ifPresent(this::requireSound);
        return transactions.required(() -> {
            if (!store.add(program, event, raw, clock.instant())) {
                return List.of();
            }
            ties.lock(program, change.keys().toList());
            return tell(program, completion.complete(program, event, change));
        });
    }

    /**
     * Goes on with what has waited long enough. Customers whose checkout never came are called what Stripe calls them; a
     * refund or dispute of a payment that no invoice claims is given up; old events lose their payload, but stay known.
     */
    public void catchUp() {
        var now = clock.instant();
        for (var overdue : store.overdue(now.minus(CHECKOUT_IS_AWAITED))) {
            var keys = List.of(overdue.stripeCustomer());
            transactions.run(() -> {
                ties.lock(overdue.program(), keys);
                var whole = store.release(overdue.program(), EventDraft.CUSTOMER, keys, overdue.stripeCustomer());
                tell(overdue.program(), new Completion.Told(whole, Optional.empty()));
            });
        }
        transactions.run(() -> {
            store.giveUp(now.minus(INVOICE_IS_AWAITED));
            store.strip(now.minus(PAYLOADS_ARE_KEPT));
        });
    }

    /** Refuses at once what the inbox would refuse later, when nobody could be told any more. */
    private void requireSound(EventDraft example) {
        inbox.readStripe(example.json()).faults().stream().findFirst().ifPresent(fault -> {
            throw invalid(example, fault);
        });
    }

    private List<ToldView> tell(ProgramId program, Completion.Told told) {
        var events = told.whole().stream()
                .map(draft -> inbox.readStripe(draft.json()))
                .toList();
        var results = inbox.take(program, events, ACTOR);
        var views = new ArrayList<ToldView>();
        for (int i = 0; i < results.size(); i++) {
            views.add(view(told.whole().get(i), results.get(i)));
        }
        told.waiting()
                .map(draft -> new ToldView(draft.id(), draft.type(), "parked"))
                .ifPresent(views::add);
        return views;
    }

    private static ToldView view(EventDraft draft, EventResult result) {
        if (result instanceof EventResult.Invalid invalid) {
            throw invalid(draft, invalid.faults().getFirst());
        }
        return new ToldView(draft.id(), draft.type(), result.word());
    }

    private static Refused invalid(EventDraft draft, Fault fault) {
        return Payload.invalid(
                "It would be told as " + draft.type() + " with a fault at " + fault.pointer() + ": " + fault.message());
    }
}
