package dev.handsel.payouts.lifecycle;

import dev.handsel.base.money.Money;
import dev.handsel.ledger.Account;
import dev.handsel.ledger.Account.Platform;
import dev.handsel.ledger.Posting;
import dev.handsel.ledger.Transaction;
import dev.handsel.ledger.Transaction.TransactionKind;
import dev.handsel.ledger.Transaction.TransactionSource;
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
    static List<Transaction> opening(Payout payout, Instant at) {
        var terms = payout.terms();
        return switch (payout) {
            case Requested _, Approved _, Reserved _ -> List.of(reservation(terms));
            case Transferred _ -> List.of(recovery(terms, at), settlement(terms, at));
            case Sending _, Unknown _, PartlyReversed _, Reversed _, Failed _, Canceled _ ->
                throw new IllegalArgumentException("No payout begins as " + payout.state());
        };
    }

    /** The money leaves what is payable when the payout comes to be, whoever must still agree. */
    private static Transaction reservation(PayoutTerms terms) {
        var affiliate = terms.affiliate();
        return entry(
                terms,
                TransactionKind.PAYOUT_RESERVE,
                terms.createdAt(),
                Account.payable(affiliate),
                Account.inFlight(affiliate));
    }

    static List<Transaction> step(Payout from, Payout to, Instant at) {
        var terms = to.terms();
        var affiliate = terms.affiliate();
        return switch (to) {
            case Requested _, Approved _, Reserved _, Sending _, Unknown _ -> List.of();
            case Failed _, Canceled _ ->
                List.of(entry(
                        terms,
                        TransactionKind.PAYOUT_VOID,
                        at,
                        Account.inFlight(affiliate),
                        Account.payable(affiliate)));
            case Transferred _, PartlyReversed _, Reversed _ -> left(from, to, at);
        };
    }

    /** After the money left: when it does, and as far as it comes back. */
    private static List<Transaction> left(Payout from, Payout to, Instant at) {
        return switch (from) {
            case Requested _, Approved _, Reserved _, Sending _, Unknown _ -> List.of(settlement(to.terms(), at));
            case Failed _, Canceled _ -> List.of(recovery(to.terms(), at), settlement(to.terms(), at));
            case Transferred _, PartlyReversed _, Reversed _ ->
                reversal(to.terms(), from.reversed(), to.reversed(), at);
        };
    }

    /** The reservation of what left although no payout was open for it; what is payable may become negative by it. */
    private static Transaction recovery(PayoutTerms terms, Instant at) {
        var affiliate = terms.affiliate();
        return entry(
                terms, TransactionKind.PAYOUT_RECOVER, at, Account.payable(affiliate), Account.inFlight(affiliate));
    }

    private static Transaction settlement(PayoutTerms terms, Instant at) {
        return entry(
                terms, TransactionKind.PAYOUT_SETTLE, at, Account.inFlight(terms.affiliate()), Platform.STRIPE_BALANCE);
    }

    private static List<Transaction> reversal(PayoutTerms terms, long before, long after, Instant at) {
        if (after == before) {
            return List.of();
        }
        var back = new Money(after - before, terms.amount().currency());
        var posting = new Posting(Platform.STRIPE_BALANCE, Account.payable(terms.affiliate()), back);
        return List.of(Transaction.of(
                TransactionKind.TRANSFER_REVERSED, key(terms) + ":" + after, at, source(terms), posting));
    }

    private static Transaction entry(
            PayoutTerms terms, TransactionKind kind, Instant at, Account debit, Account credit) {
        return Transaction.of(kind, key(terms), at, source(terms), new Posting(debit, credit, terms.amount()));
    }

    private static TransactionSource source(PayoutTerms terms) {
        return new TransactionSource("payout", key(terms));
    }

    private static String key(PayoutTerms terms) {
        return terms.id().value().toString();
    }
}
