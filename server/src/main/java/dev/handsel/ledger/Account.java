package dev.handsel.ledger;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.words.Word;

/** Where money of a programme stands: owed to an affiliate, or on the platform's side. */
public sealed interface Account {

    /** The name in the books: {@code pending}, {@code expense.commission} ... */
    String book();

    /** What an affiliate is owed, by how far it is on its way. */
    record Owed(AffiliateId affiliate, Bucket bucket) implements Account {
        @Override
        public String book() {
            return bucket.word();
        }
    }

    /** The stages of money that is owed. */
    enum Bucket implements Word {
        /** Earned, inside the holding period. Never in debit. */
        PENDING,
        /** Free to be paid out. In debit only after a claw-back or an adjustment. */
        PAYABLE,
        /** Reserved for a payout. Never in debit. */
        IN_FLIGHT
    }

    /** The accounts of the platform itself. */
    enum Platform implements Account {
        COMMISSION_EXPENSE("expense.commission"),
        ADJUSTMENT_EXPENSE("expense.adjustment"),
        BAD_DEBT("expense.bad_debt"),
        STRIPE_BALANCE("platform.stripe_balance");

        private final String book;

        Platform(String book) {
            this.book = book;
        }

        @Override
        public String book() {
            return book;
        }
    }

    static Account pending(AffiliateId affiliate) {
        return new Owed(affiliate, Bucket.PENDING);
    }

    static Account payable(AffiliateId affiliate) {
        return new Owed(affiliate, Bucket.PAYABLE);
    }

    static Account inFlight(AffiliateId affiliate) {
        return new Owed(affiliate, Bucket.IN_FLIGHT);
    }
}
