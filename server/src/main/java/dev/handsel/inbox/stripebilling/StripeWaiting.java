package dev.handsel.inbox.stripebilling;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.waiting.WaitingThing;
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
        return store.page(program, page);
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
