package dev.handsel.stripesim.state;

import dev.handsel.stripesim.events.Events;
import dev.handsel.stripesim.events.Shelf;
import dev.handsel.stripesim.model.Account;
import dev.handsel.stripesim.model.BalanceTransaction.Movement;
import dev.handsel.stripesim.model.Ids;
import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.model.Regions;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.model.Transfer;
import dev.handsel.stripesim.model.TransferReversal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** Money from the platform to connected accounts, and back. */
public final class Transfers {

    private final Shelf<Transfer> transfers = new Shelf<>();
    private final InstantSource clock;
    private final Events events;
    private final Ledger ledger;
    private final Accounts accounts;
    private final Map<String, String> reversed = new HashMap<>();
    private final Map<String, Long> limits = new ConcurrentHashMap<>();

    Transfers(InstantSource clock, Events events, Ledger ledger, Accounts accounts) {
        this.clock = clock;
        this.events = events;
        this.ledger = ledger;
        this.accounts = accounts;
    }

    public Shelf<Transfer> all() {
        return transfers;
    }

    public Transfer get(String id) {
        return transfers.find(id).orElseThrow(() -> StripeError.absent("transfer", id));
    }

    /** From now on no transfer of this currency may be larger. */
    public void limit(String currency, long most) {
        limits.put(currency, most);
    }

    /** Transfers may be as large as any amount again. */
    public void noLimits() {
        limits.clear();
    }

    public void requireWithinLimit(long amount, String currency) {
        var most = limits.get(currency);
        if (most != null && amount > most) {
            throw StripeError.invalid("amount_too_large", "Amount must be no more than " + most + ".", "amount");
        }
    }

    public Transfer create(Transfer.Order order, Transfer.Note note) {
        var destination = destination(order);
        var platform = accounts.platform().id();
        if (ledger.balance(platform, order.currency()).available() < order.amount()) {
            throw StripeError.noFunds("You have insufficient available funds in your Stripe account.");
        }
        var id = Ids.fresh("tr");
        var payment = Ids.fresh("py");
        var out = new Movement("transfer", -order.amount(), order.currency(), id, note.description());
        var in = new Movement("payment", order.amount(), order.currency(), payment, null);
        var transaction = ledger.post(platform, out);
        if (destination.terms().recipient()) {
            ledger.postLater(destination.id(), in);
        } else {
            ledger.post(destination.id(), in);
        }
        var trace = new Transfer.Trace(transaction, payment);
        var transfer = transfers.put(id, new Transfer(id, clock.instant(), order, note, trace, List.of()));
        events.emit("transfer.created", null, transfer.json());
        return transfer;
    }

    private Account destination(Transfer.Order order) {
        if (accounts.isPlatform(order.destination())) {
            throw StripeError.invalid(null, "Cannot transfer to the platform's own account.", "destination");
        }
        var destination = accounts.find(order.destination())
                .orElseThrow(() -> StripeError.noSuch("destination", order.destination(), "destination"));
        if (!destination.takesTransfers()) {
            var message = "Your destination account needs to have at least one of the following capabilities enabled:"
                    + " transfers, crypto_transfers, legacy_payments";
            throw StripeError.invalid("insufficient_capabilities_for_transfer", message, null);
        }
        Regions.checkTransfer(accounts.platform(), destination);
        return destination;
    }

    public Transfer note(Transfer transfer, Transfer.Note note) {
        var earlier = transfer.json();
        var changed = transfers.put(transfer.id(), transfer.with(note));
        var previous = Json.object("description", earlier.get("description"), "metadata", earlier.get("metadata"));
        events.emit("transfer.updated", null, changed.json(), previous);
        return changed;
    }

    public TransferReversal reverse(Transfer transfer, long amount, Map<String, String> metadata) {
        if (transfer.remaining() == 0) {
            throw StripeError.invalid(null, "This transfer is already fully reversed.", null);
        }
        if (amount > transfer.remaining()) {
            var message = "Transfer reversal amount (" + amount + ") is greater than the unreversed amount ("
                    + transfer.remaining() + ") of this transfer.";
            throw StripeError.invalid(null, message, "amount");
        }
        var order = transfer.order();
        if (ledger.balance(order.destination(), order.currency()).total() < amount) {
            throw StripeError.noFunds("The connected account has too little balance for this reversal.");
        }
        var reversal = takeBack(transfer, amount, metadata);
        var reversals = new ArrayList<>(transfer.reversals());
        reversals.add(reversal);
        var changed = transfers.put(transfer.id(), transfer.with(List.copyOf(reversals)));
        events.emit("transfer.reversed", null, changed.json(), before(transfer));
        reversed.put(reversal.id(), transfer.id());
        return reversal;
    }

    /** A reversal of any transfer, as it is now. */
    public Optional<TransferReversal> reversal(String id) {
        return Optional.ofNullable(reversed.get(id)).flatMap(transfers::find).stream()
                .flatMap(transfer -> transfer.reversals().stream())
                .filter(reversal -> reversal.id().equals(id))
                .findFirst();
    }

    private TransferReversal takeBack(Transfer transfer, long amount, Map<String, String> metadata) {
        var order = transfer.order();
        var id = Ids.fresh("trr");
        var refund = Ids.fresh("pyr");
        ledger.take(order.destination(), new Movement("payment_refund", -amount, order.currency(), refund, null));
        var back = new Movement("transfer_refund", amount, order.currency(), id, "REFUND FOR " + transfer.id());
        var trace = new TransferReversal.Trace(ledger.post(accounts.platform().id(), back), refund);
        var money = new TransferReversal.Amount(amount, order.currency());
        return new TransferReversal(id, clock.instant(), transfer.id(), money, trace, metadata);
    }

    private static ObjectNode before(Transfer transfer) {
        return Json.object("amount_reversed", transfer.reversed(), "reversed", transfer.remaining() == 0);
    }

    /** The same reversal with other metadata. */
    public TransferReversal note(Transfer transfer, TransferReversal changed) {
        var reversals = transfer.reversals().stream()
                .map(each -> each.id().equals(changed.id()) ? changed : each)
                .toList();
        transfers.put(transfer.id(), transfer.with(reversals));
        return changed;
    }
}
