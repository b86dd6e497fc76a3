package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.ledger.Account;
import dev.handsel.ledger.Posting;
import dev.handsel.ledger.Transaction;
import dev.handsel.ledger.Transaction.TransactionKind;
import dev.handsel.ledger.Transaction.TransactionSource;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a commission: whether its holding period is over, and how much was taken back.
 *
 * @param reversed minor units, between 0 and the amount
 * @param reversals how often money was taken back or given again; numbers the keys of those transactions
 * @param held whether it waits for a review
 * @param paidBefore what of it had left or was on its way when it was held, in minor units
 * @param placeBefore where that part stands among those that payouts count for; null where there is none
 * @param place where the rest of it stands among them; null before it matures
 * @param recomputed whether it was reversed in full because the facts give something else
 */
record CommissionBalance(
        CommissionId id,
        AffiliateId affiliate,
        Currency currency,
        long amount,
        Instant matureAt,
        boolean matured,
        long reversed,
        int reversals,
        boolean held,
        long paidBefore,
        @Nullable Long placeBefore,
        @Nullable Long place,
        boolean recomputed) {

    /** Of a new line, with what it takes over. */
    static CommissionBalance of(Commission commission, Inherited inherited) {
        return new CommissionBalance(
                commission.id(),
                commission.affiliate(),
                commission.currency(),
                commission.earning().amount(),
                commission.earning().matureAt(),
                false,
                0,
                0,
                inherited.held(),
                Math.min(inherited.paidBefore(), commission.earning().amount()),
                inherited.placeBefore(),
                inherited.place(),
                false);
    }

    /**
     * What the line in the place of others takes over, so that a hold and what was paid out go on with it.
     *
     * @param held whether one of them was held; for whom it is so, the database knows
     * @param paidBefore what of them had left when they were held, in minor units
     * @param placeBefore the first place of such a part; null where there is none
     * @param place that of the first of them; null where none has matured
     */
    record Inherited(
            boolean held,
            long paidBefore,
            @Nullable Long placeBefore,
            @Nullable Long place) {

        static Inherited of(List<CommissionBalance> replaced) {
            return new Inherited(
                    replaced.stream().anyMatch(CommissionBalance::held),
                    replaced.stream().mapToLong(CommissionBalance::paidBefore).sum(),
                    first(replaced, CommissionBalance::placeBefore),
                    first(replaced, CommissionBalance::place));
        }

        private static @Nullable Long first(
                List<CommissionBalance> replaced, Function<CommissionBalance, @Nullable Long> place) {
            return replaced.stream()
                    .flatMap(balance -> Stream.ofNullable(place.apply(balance)))
                    .min(Long::compare)
                    .orElse(null);
        }

        /** What is left of it for the next line after one of this amount. */
        Inherited after(long amount) {
            return new Inherited(held, Math.max(0, paidBefore - amount), placeBefore, place);
        }
    }

    Transaction accrual(Instant at) {
        return entry(
                TransactionKind.ACCRUAL,
                key(),
                at,
                new Posting(
                        Account.Platform.COMMISSION_EXPENSE, Account.pending(affiliate), new Money(amount, currency)));
    }

    /** The transaction that makes the rest payable; there must be a rest. */
    Transaction maturity(Instant at) {
        return entry(
                TransactionKind.MATURE,
                key(),
                at,
                new Posting(
                        Account.pending(affiliate),
                        Account.payable(affiliate),
                        new Money(amount - reversed, currency)));
    }

    /** This balance once the holding period is over. */
    CommissionBalance overHolding() {
        return new CommissionBalance(
                id,
                affiliate,
                currency,
                amount,
                matureAt,
                true,
                reversed,
                reversals,
                held,
                paidBefore,
                placeBefore,
                place,
                recomputed);
    }

    boolean isDue(Instant now) {
        return !matured && !matureAt.isAfter(now);
    }

    /** This balance after what is reversed has become {@code target}. */
    CommissionBalance reversedTo(long target) {
        return new CommissionBalance(
                id,
                affiliate,
                currency,
                amount,
                matureAt,
                matured,
                target,
                reversals + 1,
                held,
                paidBefore,
                placeBefore,
                place,
                recomputed);
    }

    /** This balance after it was reversed in full for good. */
    CommissionBalance replaced() {
        return new CommissionBalance(
                id, affiliate, currency, amount, matureAt, matured, amount, reversals + 1, false, 0, null, place, true);
    }

    /** The transaction that brings what is reversed to {@code target}, which differs from what it is. */
    Transaction reversal(long target, Instant at) {
        var owed = matured ? Account.payable(affiliate) : Account.pending(affiliate);
        var expense = Account.Platform.COMMISSION_EXPENSE;
        var key = key() + ":" + (reversals + 1);
        return target > reversed
                ? entry(
                        TransactionKind.CLAWBACK,
                        key,
                        at,
                        new Posting(owed, expense, new Money(target - reversed, currency)))
                : entry(
                        TransactionKind.REINSTATE,
                        key,
                        at,
                        new Posting(expense, owed, new Money(reversed - target, currency)));
    }

    private String key() {
        return id.value().toString();
    }

    private Transaction entry(TransactionKind kind, String key, Instant at, Posting posting) {
        return Transaction.of(kind, key, at, new TransactionSource("commission", key()), posting);
    }
}
