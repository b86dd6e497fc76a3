package dev.handsel.payouts.lifecycle;

import dev.handsel.base.money.Money;
import dev.handsel.ledger.Account;
import dev.handsel.ledger.Account.Platform;
import dev.handsel.ledger.Entry;
import dev.handsel.ledger.Entry.Kind;
import dev.handsel.ledger.Entry.Source;
import dev.handsel.ledger.Posting;
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
import java.time.Instant;
import java.util.List;

/** What the steps of a payout do to the ledger; the keys follow from the payout, so that nothing is written twice. */
final class Postings {

    private Postings() {}

    /** What a payout that comes to be does; one that was found at the provider comes to be with its money gone. */
    static List<Entry> opening(Payout payout, Instant at) {
        var order = payout.order();
        return switch (payout) {
            case Requested _, Approved _, Reserved _ -> List.of(reservation(order));
            case Transferred _ -> List.of(recovery(order, at), settlement(order, at));
            case Sending _, Unknown _, PartlyReversed _, Reversed _, Failed _, Canceled _ ->
                throw new IllegalArgumentException("No payout begins as " + payout.state());
        };
    }

    /** The money leaves what is payable when the payout comes to be, whoever must still agree. */
    private static Entry reservation(Order order) {
        var affiliate = order.affiliate();
        return entry(
                order, Kind.PAYOUT_RESERVE, order.createdAt(), Account.payable(affiliate), Account.inFlight(affiliate));
    }

    static List<Entry> step(Payout from, Payout to, Instant at) {
        var order = to.order();
        var affiliate = order.affiliate();
        return switch (to) {
            case Requested _, Approved _, Reserved _, Sending _, Unknown _ -> List.of();
            case Failed _, Canceled _ ->
                List.of(entry(order, Kind.PAYOUT_VOID, at, Account.inFlight(affiliate), Account.payable(affiliate)));
            case Transferred _, PartlyReversed _, Reversed _ -> left(from, to, at);
        };
    }

    /** After the money left: when it does, and as far as it comes back. */
    private static List<Entry> left(Payout from, Payout to, Instant at) {
        return switch (from) {
            case Requested _, Approved _, Reserved _, Sending _, Unknown _ -> List.of(settlement(to.order(), at));
            case Failed _, Canceled _ -> List.of(recovery(to.order(), at), settlement(to.order(), at));
            case Transferred _, PartlyReversed _, Reversed _ ->
                reversal(to.order(), from.reversed(), to.reversed(), at);
        };
    }

    /** The reservation of what left although no payout was open for it; what is payable may become negative by it. */
    private static Entry recovery(Order order, Instant at) {
        var affiliate = order.affiliate();
        return entry(order, Kind.PAYOUT_RECOVER, at, Account.payable(affiliate), Account.inFlight(affiliate));
    }

    private static Entry settlement(Order order, Instant at) {
        return entry(order, Kind.PAYOUT_SETTLE, at, Account.inFlight(order.affiliate()), Platform.STRIPE_BALANCE);
    }

    private static List<Entry> reversal(Order order, long before, long after, Instant at) {
        if (after == before) {
            return List.of();
        }
        var back = new Money(after - before, order.amount().currency());
        var posting = new Posting(Platform.STRIPE_BALANCE, Account.payable(order.affiliate()), back);
        return List.of(Entry.of(Kind.TRANSFER_REVERSED, key(order) + ":" + after, at, source(order), posting));
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
