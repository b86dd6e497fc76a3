package dev.handsel.payouts.transfers;

import dev.handsel.payouts.lifecycle.Payout;
import dev.handsel.payouts.lifecycle.Payout.Approved;
import dev.handsel.payouts.lifecycle.Payout.Canceled;
import dev.handsel.payouts.lifecycle.Payout.Failed;
import dev.handsel.payouts.lifecycle.Payout.OnItsWay;
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
import dev.handsel.payouts.lifecycle.Withheld;
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
class TransferRows implements ErrandRows<Outgoing> {

    static final String UNDER_REVIEW = "Commissions that it pays are under review, or were taken back.";

    private static final String ACTOR = "sender";
    private static final Duration REVIEWED = Duration.ofMinutes(10);

    private final PayoutSteps payouts;
    private final Attempts attempts;
    private final TransferParts parts;
    private final TransferRefusals refusals;
    private final Withheld withheld;

    TransferRows(
            PayoutSteps payouts, Attempts attempts, TransferParts parts, TransferRefusals refusals, Withheld withheld) {
        this.payouts = payouts;
        this.attempts = attempts;
        this.parts = parts;
        this.refusals = refusals;
        this.withheld = withheld;
    }

    @Override
    public Optional<Standing> take(Outgoing item) {
        return mayExist(item, now(item)) ? attempts.of(item.id(), item.number()) : Optional.empty();
    }

    @Override
    public Optional<Standing> answered(Outgoing item) {
        var now = now(item);
        var standing = attempts.answered(item);
        return mayExist(item, now) ? Optional.of(standing) : Optional.empty();
    }

    private Payout now(Outgoing item) {
        return payouts.take(item.id()).orElseThrow();
    }

    /** Whether it was sent, and nobody has concluded what came of it: news of another part say nothing about this one. */
    private boolean mayExist(Outgoing item, Payout now) {
        return switch (now) {
            case Sending _, Unknown _ -> parts.isCurrent(item);
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
    public Optional<Attempt> begin(Outgoing item, Request request) {
        return switch (now(item)) {
            // Nobody at the provider knows of it yet.
            case Reserved now
            when parts.isCurrent(item) && withheld.is(now) -> {
                payouts.postpone(item.lease(), REVIEWED, UNDER_REVIEW);
                yield Optional.empty();
            }
            case OnItsWay now when parts.isCurrent(item) -> begin(item, now, request);
            case Requested _,
                    Approved _,
                    Reserved _,
                    Sending _,
                    Unknown _,
                    Transferred _,
                    PartlyReversed _,
                    Reversed _,
                    Failed _,
                    Canceled _ -> Optional.empty();
        };
    }

    private Optional<Attempt> begin(Outgoing item, OnItsWay now, Request request) {
        if (now instanceof Sending) {
            step(item, new AnswerUnclear("The process that sent it did not come back."));
        }
        var attempt = attempts.begin(item, request);
        if (attempt.isPresent()) {
            step(item, new ProviderOutcome.Sent(attempt.get().number(), item.number()));
        } else if (now instanceof Reserved) {
            // No attempt before it did anything.
            refusals.refuse(item, new Reason("never_executed", "Stripe took no request for 23 hours."));
        } else {
            var standing = attempts.of(item.id(), item.number()).orElseThrow();
            payouts.postpone(item.lease(), standing.untilConclusive(), null);
        }
        return attempt;
    }

    @Override
    public void putBack(Outgoing item, Duration pause, String why) {
        step(item, now(item) instanceof Sending ? new ProviderOutcome.PutBack(why) : new AnswerUnclear(why));
        payouts.postpone(item.lease(), pause, null);
    }

    @Override
    public void unclear(Outgoing item, Duration pause, String why) {
        step(item, new AnswerUnclear(why));
        payouts.postpone(item.lease(), pause, null);
    }

    @Override
    public void refuse(Outgoing item, Reason reason) {
        refusals.refuse(item, reason);
    }

    @Override
    public void neverSent(Outgoing item, Reason reason) {
        if (now(item) instanceof Reserved && parts.isCurrent(item)) {
            refusals.refuse(item, reason);
        }
    }

    @Override
    public void waits(Outgoing item, Duration pause, @Nullable String hold) {
        payouts.postpone(item.lease(), pause, hold);
    }

    @Override
    public void asksAgain(Outgoing item, Duration pause) {
        payouts.postpone(item.lease(), pause, null);
    }

    /** Not put off: it is the next again when what it waits for is there. */
    void keepsItsTurn(Outgoing item, String hold) {
        payouts.keepsItsTurn(item.lease(), hold);
    }

    private void step(Outgoing item, ProviderOutcome outcome) {
        payouts.step(item.id(), ACTOR, outcome);
    }
}
