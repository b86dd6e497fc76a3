package dev.handsel.payouts.transfers;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.payouts.lifecycle.Payout;
import dev.handsel.payouts.lifecycle.Payout.Approved;
import dev.handsel.payouts.lifecycle.Payout.Canceled;
import dev.handsel.payouts.lifecycle.Payout.Failed;
import dev.handsel.payouts.lifecycle.Payout.PartlyReversed;
import dev.handsel.payouts.lifecycle.Payout.Requested;
import dev.handsel.payouts.lifecycle.Payout.Reserved;
import dev.handsel.payouts.lifecycle.Payout.Reversed;
import dev.handsel.payouts.lifecycle.Payout.Sending;
import dev.handsel.payouts.lifecycle.Payout.Transferred;
import dev.handsel.payouts.lifecycle.Payout.Unknown;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.lifecycle.ProviderOutcome;
import dev.handsel.payouts.lifecycle.ProviderOutcome.AnswerUnclear;
import dev.handsel.payouts.once.Attempt;
import dev.handsel.payouts.once.ErrandRows;
import dev.handsel.payouts.once.Reason;
import dev.handsel.payouts.once.Request;
import dev.handsel.payouts.once.Standing;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far a transfer is, is the state of its payout, which moves the ledger with it. */
@Component
class TransferRows implements ErrandRows<Payout> {

    private static final String ACTOR = "sender";

    private final PayoutSteps payouts;
    private final Attempts attempts;
    private final CurrencyStops stops;

    TransferRows(PayoutSteps payouts, Attempts attempts, CurrencyStops stops) {
        this.payouts = payouts;
        this.attempts = attempts;
        this.stops = stops;
    }

    @Override
    public Optional<Standing> take(Payout claimed) {
        return mayExist(now(claimed)) ? attempts.of(claimed.terms().id()) : Optional.empty();
    }

    @Override
    public Optional<Standing> answered(Payout claimed) {
        var now = now(claimed);
        var standing = attempts.answered(now.terms().id());
        return mayExist(now) ? Optional.of(standing) : Optional.empty();
    }

    private Payout now(Payout claimed) {
        return payouts.take(claimed.terms().id()).orElseThrow();
    }

    /** Whether it was sent, and nobody has concluded what came of it. */
    private static boolean mayExist(Payout now) {
        return switch (now) {
            case Sending _, Unknown _ -> true;
            case Requested _,
                    Approved _,
                    Reserved _,
                    Transferred _,
                    PartlyReversed _,
                    Reversed _,
                    Failed _,
                    Canceled _ -> false;
        };
    }

    @Override
    public Optional<Attempt> begin(Payout claimed, Request request) {
        return switch (now(claimed)) {
            case Reserved reserved -> begin(reserved.terms().id(), request, true);
            case Unknown unknown -> begin(unknown.terms().id(), request, false);
            case Sending sending -> {
                var id = sending.terms().id();
                step(id, new AnswerUnclear("The process that sent it did not come back."));
                yield begin(id, request, false);
            }
            case Requested _, Approved _, Transferred _, PartlyReversed _, Reversed _, Failed _, Canceled _ ->
                Optional.empty();
        };
    }

    /**
     * @param clear whether no attempt before it did anything
     */
    private Optional<Attempt> begin(PayoutId id, Request request, boolean clear) {
        var attempt = attempts.begin(id, request);
        if (attempt.isPresent()) {
            step(id, new ProviderOutcome.Sent(attempt.get().number()));
        } else if (clear) {
            step(id, new ProviderOutcome.TransferFailed("never_executed", "Stripe took no request for 23 hours."));
        } else {
            payouts.postpone(id, attempts.of(id).orElseThrow().untilConclusive(), null);
        }
        return attempt;
    }

    @Override
    public void putBack(Payout claimed, Duration pause, String why) {
        var now = now(claimed);
        var id = now.terms().id();
        step(id, now instanceof Sending ? new ProviderOutcome.PutBack(why) : new AnswerUnclear(why));
        payouts.postpone(id, pause, null);
    }

    @Override
    public void unclear(Payout claimed, Duration pause, String why) {
        var id = claimed.terms().id();
        step(id, new AnswerUnclear(why));
        payouts.postpone(id, pause, null);
    }

    @Override
    public void refuse(Payout claimed, Reason reason) {
        step(claimed.terms().id(), new ProviderOutcome.TransferFailed(reason.code(), reason.message()));
        // With the refusal or not at all: a process that dies in between would let the next payouts fail likewise.
        if (reason.code().equals(TransferErrand.SHORT)) {
            stops.begin(claimed.terms().amount());
        }
    }

    @Override
    public void neverSent(Payout claimed, Reason reason) {
        if (now(claimed) instanceof Reserved) {
            refuse(claimed, reason);
        }
    }

    @Override
    public void waits(Payout claimed, Duration pause, @Nullable String hold) {
        payouts.postpone(claimed.terms().id(), pause, hold);
    }

    @Override
    public void asksAgain(Payout claimed, Duration pause) {
        payouts.postpone(claimed.terms().id(), pause, null);
    }

    private void step(PayoutId id, ProviderOutcome outcome) {
        payouts.step(id, ACTOR, outcome);
    }
}
