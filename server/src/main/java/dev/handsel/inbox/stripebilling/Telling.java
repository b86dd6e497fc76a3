package dev.handsel.inbox.stripebilling;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.inbox.events.EventResult;
import dev.handsel.inbox.events.Inbox;
import dev.handsel.inbox.stripebilling.BillingController.ToldView;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Hands drafts to the inbox as if the merchant had posted them, in the transaction in progress. */
@Component
class Telling {

    private static final String ACTOR = "stripe";

    private final Inbox inbox;
    private final CouponChoice coupons;

    Telling(Inbox inbox, CouponChoice coupons) {
        this.inbox = inbox;
        this.coupons = coupons;
    }

    /** Refuses at once what the inbox would refuse later, when nobody could be told any more. */
    void requireSound(EventDraft example) {
        var whole = CouponChoice.unchosen(example);
        inbox.readStripe(whole.json()).faults().stream().findFirst().ifPresent(fault -> {
            throw invalid(whole, fault);
        });
    }

    /** Tells what is whole; says of that and of what waits what became of it. */
    List<ToldView> tell(ProgramId program, Completion.Told told) {
        var whole = told.whole().stream()
                .map(draft -> coupons.chosen(program, draft))
                .toList();
        var events = whole.stream().map(draft -> inbox.readStripe(draft.json())).toList();
        var results = inbox.take(program, events, ACTOR);
        var views = new ArrayList<ToldView>();
        for (int i = 0; i < results.size(); i++) {
            views.add(view(whole.get(i), results.get(i)));
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
