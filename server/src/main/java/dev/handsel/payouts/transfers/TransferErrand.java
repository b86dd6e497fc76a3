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
import dev.handsel.payouts.once.Errand;
import dev.handsel.payouts.once.ErrandRows;
import dev.handsel.payouts.once.Preparation;
import dev.handsel.payouts.once.Reason;
import dev.handsel.payouts.once.Request;
import dev.handsel.payouts.once.Seen;
import dev.handsel.payouts.transfers.Preflight.PreflightFinding;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Transfers to affiliates' accounts at Stripe: a payout that waits to be sent is looked at before each first attempt. */
@Component
class TransferErrand implements Errand<Payout> {

    /** Stripe's code when the platform's balance does not suffice. */
    static final String SHORT = "balance_insufficient";

    private static final Reason NOT_FOUND =
            new Reason("not_found", "Stripe has no such transfer and can make none any more.");

    private final PayoutSteps payouts;
    private final Preflight preflight;
    private final CurrencyStops stops;
    private final SenderGate gate;
    private final TransferResults results;
    private final TransferRows rows;

    TransferErrand(
            PayoutSteps payouts,
            Preflight preflight,
            CurrencyStops stops,
            SenderGate gate,
            TransferResults results,
            TransferRows rows) {
        this.payouts = payouts;
        this.preflight = preflight;
        this.stops = stops;
        this.gate = gate;
        this.results = results;
        this.rows = rows;
    }

    @Override
    public String name() {
        return "transfer";
    }

    @Override
    public PayoutId payout(Payout payout) {
        return payout.terms().id();
    }

    @Override
    public boolean opens() {
        return gate.opens();
    }

    @Override
    public void denied(String message) {
        gate.deny(message);
    }

    @Override
    public Optional<Payout> claim() {
        return payouts.claim(stops.currencies());
    }

    @Override
    public Optional<Request> frozen(Payout payout) {
        return switch (payout) {
            case Reserved _ -> Optional.empty();
            case Sending sending -> Optional.of(TransferRequest.of(sending.terms()));
            case Unknown unknown -> Optional.of(TransferRequest.of(unknown.terms()));
            case Requested _, Approved _, Transferred _, PartlyReversed _, Reversed _, Failed _, Canceled _ ->
                throw new IllegalArgumentException("Nothing is to be sent of " + payout);
        };
    }

    @Override
    public Preparation prepare(Payout payout) {
        var terms = payout.terms();
        return switch (preflight.judge(terms)) {
            case PreflightFinding.Passes _ -> new Preparation.Ready(TransferRequest.of(terms));
            case PreflightFinding.Waits waits -> new Preparation.Waits(waits.pause(), waits.hold());
            case PreflightFinding.Never never -> new Preparation.Never(never.reason());
            case PreflightFinding.Lacks lacks -> {
                payouts.keepsItsTurn(terms.id(), lacks.hold());
                yield new Preparation.Stays();
            }
        };
    }

    @Override
    public @Nullable String account(Payout payout) {
        return null;
    }

    @Override
    public Seen lookUp(Payout payout) {
        return results.lookUp(payout.terms());
    }

    @Override
    public void settle(Payout payout, JsonNode transfer) {
        results.created(payout.terms(), transfer);
    }

    @Override
    public void found(Payout payout, JsonNode list) {
        results.found(list);
    }

    @Override
    public void wasRefused(Payout payout, Reason reason) {
        if (reason.code().equals(SHORT)) {
            stops.stop(payout.terms().amount());
        }
    }

    @Override
    public Reason neverDone() {
        return NOT_FOUND;
    }

    @Override
    public ErrandRows<Payout> rows() {
        return rows;
    }
}
