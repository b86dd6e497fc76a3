package dev.handsel.payouts;

import dev.handsel.ledger.Account;
import dev.handsel.ledger.Account.Platform;
import dev.handsel.ledger.Entry;
import dev.handsel.ledger.Entry.Kind;
import dev.handsel.ledger.Entry.Source;
import dev.handsel.ledger.Posting;
import dev.handsel.money.Money;
import dev.handsel.payouts.Payout.Approved;
import dev.handsel.payouts.Payout.Canceled;
import dev.handsel.payouts.Payout.Failed;
import dev.handsel.payouts.Payout.Order;
import dev.handsel.payouts.Payout.PartlyReversed;
import dev.handsel.payouts.Payout.Requested;
import dev.handsel.payouts.Payout.Reserved;
import dev.handsel.payouts.Payout.Reversed;
import dev.handsel.payouts.Payout.Transferred;
import java.time.Instant;
import java.util.Optional;

/** What the steps of a payout do to the ledger; the keys follow from the payout, so that nothing is written twice. */
final class Postings {

    private Postings() {}

    /** The money leaves what is payable when the payout comes to be, whoever must still agree. */
    static Entry reservation(Order order) {
        var affiliate = order.affiliate();
        return entry(
                order, Kind.PAYOUT_RESERVE, order.createdAt(), Account.payable(affiliate), Account.inFlight(affiliate));
    }

    static Optional<Entry> step(Payout from, Payout to, Instant at) {
        var order = to.order();
        var affiliate = order.affiliate();
        return switch (to) {
            case Requested _, Approved _, Reserved _ -> Optional.empty();
            case Failed _, Canceled _ ->
                Optional.of(
                        entry(order, Kind.PAYOUT_VOID, at, Account.inFlight(affiliate), Account.payable(affiliate)));
            case Transferred _
            when from instanceof Reserved ->
                Optional.of(entry(order, Kind.PAYOUT_SETTLE, at, Account.inFlight(affiliate), Platform.STRIPE_BALANCE));
            case Transferred _, PartlyReversed _, Reversed _ -> reversal(order, reversed(from), reversed(to), at);
        };
    }

    /** All that came back so far, in minor units. */
    static long reversed(Payout payout) {
        return switch (payout) {
            case PartlyReversed partly -> partly.reversed();
            case Reversed reversed -> reversed.order().amount().minor();
            case Requested _, Approved _, Reserved _, Transferred _, Failed _, Canceled _ -> 0;
        };
    }

    private static Optional<Entry> reversal(Order order, long before, long after, Instant at) {
        if (after == before) {
            return Optional.empty();
        }
        var back = new Money(after - before, order.amount().currency());
        var posting = new Posting(Platform.STRIPE_BALANCE, Account.payable(order.affiliate()), back);
        return Optional.of(Entry.of(Kind.TRANSFER_REVERSED, key(order) + ":" + after, at, source(order), posting));
    }

    private static Entry entry(Order order, Kind kind, Instant at, Account debit, Account credit) {
        return Entry.of(kind, key(order), at, source(order), new Posting(debit, credit, order.amount()));
    }

    private static Source source(Order order) {
        return new Source("payout", key(order));
    }

    private static String key(Order order) {
        return order.id().value().toString();
    }
}
