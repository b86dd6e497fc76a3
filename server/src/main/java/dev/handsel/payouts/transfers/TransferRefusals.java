package dev.handsel.payouts.transfers;

import dev.handsel.payouts.accounts.PayoutPauses;
import dev.handsel.payouts.lifecycle.PayoutPart;
import dev.handsel.payouts.lifecycle.PayoutPart.PartState;
import dev.handsel.payouts.lifecycle.PayoutParts;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.lifecycle.ProviderOutcome;
import dev.handsel.payouts.once.Reason;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * What follows when a transfer certainly does not exist and never will. What is too large is cut; otherwise the payout ends with
 * what exists of it, and the rest is payable again. What trying again does not mend pauses
 * what goes to that account.
 */
@Component
class TransferRefusals {

    /** Stripe's code when the platform's balance does not suffice. */
    static final String SHORT = "balance_insufficient";

    /** Stripe's code when a transfer is more than it takes at once. */
    static final String TOO_LARGE = "amount_too_large";

    /** The code of parts that were not sent because one before them was refused. */
    private static final String NOT_SENT = "not_sent";

    private static final String ACTOR = "sender";

    private final PayoutSteps payouts;
    private final PayoutParts parts;
    private final TransferParts plan;
    private final CurrencyStops stops;
    private final PayoutPauses pauses;

    TransferRefusals(
            PayoutSteps payouts, PayoutParts parts, TransferParts plan, CurrencyStops stops, PayoutPauses pauses) {
        this.payouts = payouts;
        this.parts = parts;
        this.plan = plan;
        this.stops = stops;
        this.pauses = pauses;
    }

    /** Writes it down. The caller holds the payout, and knows that no attempt did anything. */
    void refuse(Outgoing item, Reason reason) {
        if (reason.code().equals(TOO_LARGE) && plan.cut(item, reason.message())) {
            return;
        }
        if (item.part() == null) {
            payouts.step(item.id(), ACTOR, new ProviderOutcome.TransferFailed(reason.code(), reason.message()));
        } else {
            part(item, reason);
        }
        // With the refusal or not at all: a process that dies in between would let the next payouts fail likewise.
        if (reason.code().equals(SHORT)) {
            stops.begin(item.amount());
        }
        if (LastingRefusal.is(reason.code())) {
            pause(item, reason);
        }
    }

    private void pause(Outgoing item, Reason reason) {
        var terms = item.payout().terms();
        pauses.begin(
                terms.program(),
                terms.affiliate(),
                item.id(),
                item.amount(),
                Objects.requireNonNull(terms.destination()),
                new PayoutPauses.Why(reason.code(), reason.message()));
    }

    /** What would refuse one part would refuse those after it, so they are not sent. */
    private void part(Outgoing item, Reason reason) {
        var id = item.id();
        var others = parts.of(id).stream()
                .filter(part -> part.state() == PartState.OPEN && part.number() != item.number())
                .toList();
        var unsent = others.stream().filter(part -> !plan.wasSent(id, part)).toList();
        parts.refused(id, List.of(item.number()), reason.code());
        parts.refused(id, TransferParts.numbers(unsent), NOT_SENT);
        var first = parts.transferred(id).stream()
                .findFirst()
                .map(PayoutPart::reference)
                .orElse(null);
        boolean more = others.size() > unsent.size();
        payouts.step(
                id,
                ACTOR,
                new ProviderOutcome.PartRefused(item.number(), reason.code(), reason.message(), first, more));
        payouts.goesOn(id);
    }
}
