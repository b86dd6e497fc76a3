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
import java.util.ArrayList;
import java.util.List;

/** What the steps of a payout do to the ledger; the keys follow from the payout, so that nothing is written twice. */
final class Postings {

    private Postings() {}

    /**
     * What a payout that comes to be does; one that was found at the provider comes to be with its money gone.
     *
     * @param part of which it was found; 0 where it is the whole
     */
    static List<Transaction> opening(Payout payout, int part, Instant at) {
        return switch (payout) {
            case Requested _, Approved _, Reserved _ -> List.of(reservation(payout.terms()));
            case Transferred done ->
                recovered(new PartKey(done.terms(), part), done.transfer().amount(), at);
            case Sending _, Unknown _, PartlyReversed _, Reversed _, Failed _, Canceled _ ->
                throw new IllegalArgumentException("No payout begins as " + payout.state());
        };
    }

    /** The money leaves what is payable when the payout comes to be, whoever must still agree. */
    private static Transaction reservation(PayoutTerms terms) {
        var whole = new PartKey(terms, 0);
        return whole.reserve(TransactionKind.PAYOUT_RESERVE, terms.amount().minor(), terms.createdAt());
    }

    /**
     * What one step does: what left is settled, and reserved before that where no payout was open for it; where it ends, what
     * did not leave is payable again; so is what came back.
     *
     * @param part which part of the payout moved; 0 where it is the whole
     */
    static List<Transaction> step(Payout from, Payout to, int part, Instant at) {
        var key = new PartKey(to.terms(), part);
        List<Transaction> all = new ArrayList<>();
        long left = to.moved().left() - from.moved().left();
        if (left > 0) {
            all.addAll(from.isOpen() ? List.of(key.settle(left, at)) : recovered(key, left, at));
        }
        if (from.isOpen()
                && !to.isOpen()
                && to.moved().left() < to.terms().amount().minor()) {
            var rest = to.terms().amount().minor() - to.moved().left();
            all.add(new PartKey(to.terms(), 0).free(rest, at));
        }
        if (to.reversed() > from.reversed()) {
            all.add(key.back(to.reversed() - from.reversed(), to.reversed(), at));
        }
        return all;
    }

    /** What left although no payout was open for it; what is payable may become negative by it. */
    private static List<Transaction> recovered(PartKey key, long amount, Instant at) {
        return List.of(key.reserve(TransactionKind.PAYOUT_RECOVER, amount, at), key.settle(amount, at));
    }

    /** What one transfer is booked under: the payout's id, and the number of the part where there are several. */
    private record PartKey(PayoutTerms terms, int part) {

        Transaction reserve(TransactionKind kind, long amount, Instant at) {
            return entry(
                    kind, text(), amount, at, Account.payable(terms.affiliate()), Account.inFlight(terms.affiliate()));
        }

        Transaction settle(long amount, Instant at) {
            var from = Account.inFlight(terms.affiliate());
            return entry(TransactionKind.PAYOUT_SETTLE, text(), amount, at, from, Platform.STRIPE_BALANCE);
        }

        Transaction free(long amount, Instant at) {
            var from = Account.inFlight(terms.affiliate());
            return entry(TransactionKind.PAYOUT_VOID, text(), amount, at, from, Account.payable(terms.affiliate()));
        }

        /**
         * @param total all that came back of the payout
         */
        Transaction back(long amount, long total, Instant at) {
            var to = Account.payable(terms.affiliate());
            return entry(
                    TransactionKind.TRANSFER_REVERSED, text() + ":" + total, amount, at, Platform.STRIPE_BALANCE, to);
        }

        private Transaction entry(
                TransactionKind kind, String key, long amount, Instant at, Account debit, Account credit) {
            var money = new Money(amount, terms.amount().currency());
            var source = new TransactionSource("payout", terms.id().value().toString());
            return Transaction.of(kind, key, at, source, new Posting(debit, credit, money));
        }

        private String text() {
            return part == 0 ? terms.id().value().toString() : terms.id().value() + ":" + part;
        }
    }
}
