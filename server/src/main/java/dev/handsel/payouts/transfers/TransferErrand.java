package dev.handsel.payouts.transfers;

import dev.handsel.base.ids.PayoutId;
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
class TransferErrand implements Errand<Outgoing> {

    private static final Reason TOO_LARGE = new Reason(
            TransferRefusals.TOO_LARGE, "It is too much for one transfer, and cannot be cut into fewer than 100.");
    private static final Reason NOT_FOUND =
            new Reason("not_found", "Stripe has no such transfer and can make none any more.");

    private final TransferParts parts;
    private final Preflight preflight;
    private final CurrencyStops stops;
    private final SenderGate gate;
    private final TransferResults results;
    private final TransferRows rows;

    TransferErrand(
            TransferParts parts,
            Preflight preflight,
            CurrencyStops stops,
            SenderGate gate,
            TransferResults results,
            TransferRows rows) {
        this.parts = parts;
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
    public PayoutId payout(Outgoing item) {
        return item.id();
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
    public Optional<Outgoing> claim() {
        return parts.claim(stops.currencies());
    }

    @Override
    public Optional<Request> frozen(Outgoing item) {
        return switch (item.payout()) {
            case Reserved _ -> Optional.empty();
            case Sending _, Unknown _ -> Optional.of(item.request());
            case Requested _, Approved _, Transferred _, PartlyReversed _, Reversed _, Failed _, Canceled _ ->
                throw new IllegalArgumentException("Nothing is to be sent of " + item);
        };
    }

    @Override
    public Preparation prepare(Outgoing item) {
        if (TransferParts.isTooLarge(item)) {
            return parts.decide(item) ? new Preparation.Stays() : new Preparation.Never(TOO_LARGE);
        }
        return switch (preflight.judge(item.payout().terms(), item.amount())) {
            case PreflightFinding.Passes _ -> new Preparation.Ready(item.request());
            case PreflightFinding.Waits waits -> new Preparation.Waits(waits.pause(), waits.hold());
            case PreflightFinding.Never never -> new Preparation.Never(never.reason());
            case PreflightFinding.Lacks lacks -> {
                rows.keepsItsTurn(item, lacks.hold());
                yield new Preparation.Stays();
            }
        };
    }

    @Override
    public @Nullable String account(Outgoing item) {
        return null;
    }

    @Override
    public Seen lookUp(Outgoing item) {
        return results.lookUp(item);
    }

    @Override
    public void settle(Outgoing item, JsonNode transfer) {
        results.created(item, transfer);
    }

    @Override
    public void found(Outgoing item, JsonNode list) {
        results.found(list);
    }

    @Override
    public void wasRefused(Outgoing item, Reason reason) {
        if (reason.code().equals(TransferRefusals.SHORT)) {
            stops.stop(item.amount());
        }
    }

    @Override
    public Reason neverDone() {
        return NOT_FOUND;
    }

    @Override
    public ErrandRows<Outgoing> rows() {
        return rows;
    }
}
