package dev.handsel.payouts.updates;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.platform.database.Transactions;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Keeps events, each once, before anything is done about them. */
@Component
class Arrivals {

    private final StripeInbox inbox;
    private final Transactions transactions;
    private final ApplicationEventPublisher events;

    Arrivals(StripeInbox inbox, Transactions transactions, ApplicationEventPublisher events) {
        this.inbox = inbox;
        this.transactions = transactions;
        this.events = events;
    }

    /** Events were kept; published in the transaction that did. */
    record Kept(int events) {}

    void keep(List<StripeEvent> arrived) {
        FailPoints.reach("event-arrives");
        transactions.run(() -> {
            int added = inbox.add(arrived);
            if (added > 0) {
                events.publishEvent(new Kept(added));
            }
        });
        FailPoints.reach("event-is-kept");
    }
}
