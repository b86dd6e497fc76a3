package dev.handsel.inbox.stripebilling;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.stripebilling.WaitingDeliveries.Waiting;
import dev.handsel.inbox.waiting.WaitingThing;
import dev.handsel.inbox.waiting.WaitingThing.AwaitedKind;
import dev.handsel.inbox.waiting.WaitingThing.WaitsFor;
import dev.handsel.inbox.waiting.WaitingThings;
import dev.handsel.platform.paging.PageRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The events of Stripe that wait for another one, in the list of all that waits. */
@Component
class StripeWaiting implements WaitingThings {

    private final WaitingStore store;

    StripeWaiting(WaitingStore store) {
        this.store = store;
    }

    @Override
    public List<WaitingThing> list(ProgramId program, PageRequest page) {
        return store.page(program, page).stream().map(StripeWaiting::thing).toList();
    }

    private static WaitingThing thing(Waiting waiting) {
        var kind = waiting.waitsFor().kind().equals("payment") ? AwaitedKind.PAYMENT : AwaitedKind.CUSTOMER;
        return new WaitingThing(
                waiting.event(),
                waiting.type(),
                waiting.customer(),
                new WaitsFor(kind, waiting.waitsFor().ref()),
                waiting.since(),
                waiting.givenUpAt());
    }

    @Override
    public Counts counts(ProgramId program) {
        return store.counts(Optional.of(program));
    }

    @Override
    public Counts counts() {
        return store.counts(Optional.empty());
    }
}
