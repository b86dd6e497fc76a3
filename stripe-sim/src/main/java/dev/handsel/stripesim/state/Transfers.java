package dev.handsel.stripesim.state;

import dev.handsel.stripesim.events.Events;
import dev.handsel.stripesim.events.Shelf;
import dev.handsel.stripesim.model.Account;
import dev.handsel.stripesim.model.BalanceTransaction.Movement;
import dev.handsel.stripesim.model.Ids;
import dev.handsel.stripesim.model.Standing;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.model.Transfer;
import dev.handsel.stripesim.model.TransferReversal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Money that moves from the platform to a connected account, and back. */
public final class Transfers {

    /** Under the recipient agreement money is available a day later. */
    private static final Duration RECIPIENT_WAITS = Duration.ofHours(24);

    private final Shelf<Transfer> all = new Shelf<>();
    private final Map<String, TransferReversal> reversals = new HashMap<>();
    private final InstantSource clock;
    private final Events events;
    private final Books books;
    private final Accounts accounts;
    private final Account platform;

    Transfers(InstantSource clock, Events events, Books books, Accounts accounts, Account platform) {
        this.clock = clock;
        this.events = events;
        this.books = books;
        this.accounts = accounts;
        this.platform = platform;
    }

    public Shelf<Transfer> all() {
        return all;
    }

    /** A reversal of any transfer. */
    public Optional<TransferReversal> reversal(String id) {
        return Optional.ofNullable(reversals.get(id));
    }

    public Transfer create(Transfer.Order order, Transfer.Note note) {
        var destination = accounts.all()
                .find(order.destination())
                .filter(account -> !(account.standing() instanceof Standing.Deauthorized))
                .orElseThrow(() -> StripeError.noSuch("destination", order.destination(), "destination"));
        if (!destination.takesTransfers()) {
            throw StripeError.invalid(
                    "insufficient_capabilities_for_transfer",
                    "Your destination account needs to have at least one of the following capabilities enabled:"
                            + " transfers, crypto_transfers, legacy_payments",
                    null);
        }
        if (books.available(platform.id(), order.currency()) < order.amount()) {
            throw StripeError.noFunds("You have insufficient available funds in your Stripe account.");
        }
        var id = Ids.fresh("tr");
        var payment = Ids.fresh("py");
        var out = new Movement("transfer", -order.amount(), order.currency(), id, note.description());
        var in = new Movement("payment", order.amount(), order.currency(), payment, null);
        var taken = books.move(platform.id(), out);
        var wait = destination.terms().recipient() ? RECIPIENT_WAITS : Duration.ZERO;
        books.move(destination.id(), in, clock.instant().plus(wait));
        var transfer =
                new Transfer(id, clock.instant(), order, note, new Transfer.Trace(taken.id(), payment), List.of());
        all.put(id, transfer);
        events.emit("transfer.created", null, transfer.json());
        return transfer;
    }

    public Transfer change(Transfer transfer, Transfer.Note note) {
        var changed = all.put(transfer.id(), transfer.with(note));
        events.emit("transfer.updated", null, changed.json());
        return changed;
    }

    /**
     * Takes a part back.
     *
     * @param wanted all that is left where it is null
     */
    public TransferReversal reverse(Transfer transfer, @Nullable Long wanted, Map<String, String> metadata) {
        long amount = wanted == null ? transfer.remaining() : wanted;
        if (amount > transfer.remaining() || amount == 0) {
            throw StripeError.invalid(
                    null,
                    "Transfer amount (" + transfer.order().amount() + ") less than the amount to reverse, of which "
                            + transfer.remaining() + " is left",
                    "amount");
        }
        var order = transfer.order();
        if (books.available(order.destination(), order.currency()) < amount) {
            throw StripeError.noFunds("The connected account does not have sufficient funds to cover the reversal.");
        }
        var id = Ids.fresh("trr");
        var refund = Ids.fresh("pyr");
        books.move(order.destination(), new Movement("payment_refund", -amount, order.currency(), refund, null));
        var back = books.move(platform.id(), new Movement("transfer_refund", amount, order.currency(), id, null));
        var reversal = new TransferReversal(
                id,
                clock.instant(),
                transfer.id(),
                new TransferReversal.Amount(amount, order.currency()),
                new TransferReversal.Trace(back.id(), refund),
                metadata);
        reversals.put(id, reversal);
        var parts = new ArrayList<>(transfer.reversals());
        parts.add(reversal);
        var changed = all.put(transfer.id(), transfer.with(List.copyOf(parts)));
        events.emit("transfer.reversed", null, changed.json());
        return reversal;
    }
}
