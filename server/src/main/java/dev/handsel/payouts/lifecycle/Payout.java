package dev.handsel.payouts.lifecycle;

import dev.handsel.base.words.Word;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Money on its way to an affiliate. A payout is one of these and nothing else, and each state offers only the steps that
 * can follow it. Whoever takes a step has it written down, with what it does to the ledger, in the same transaction.
 */
public sealed interface Payout {

    PayoutTerms terms();

    PayoutState state();

    /** The transfer, where one exists and no other part of the payout is to be sent. */
    default Optional<Transfer> left() {
        return switch (this) {
            case Transferred done -> Optional.of(done.transfer());
            case PartlyReversed done -> Optional.of(done.transfer());
            case Reversed done -> Optional.of(done.transfer());
            case Requested _, Approved _, OnItsWay _, Failed _, Canceled _ -> Optional.empty();
        };
    }

    /** Whether it has not come to its end: its money is in flight, but for what left already. */
    default boolean isOpen() {
        return switch (this) {
            case Requested _, Approved _, OnItsWay _ -> true;
            case Transferred _, PartlyReversed _, Reversed _, Failed _, Canceled _ -> false;
        };
    }

    /** How much left and came back so far; while it is open only parts of it can have left. */
    default Moved moved() {
        return left().map(transfer -> new Moved(transfer.amount(), reversed())).orElse(Moved.NOTHING);
    }

    /** How much came back so far, in minor units. */
    default long reversed() {
        return this instanceof OnItsWay open ? open.moved().back() : 0;
    }

    private static Transferred arrived(PayoutTerms terms, @Nullable String approvedBy, String reference) {
        var whole = terms.amount().minor();
        return new Transferred(terms.next(), new Transfer(approvedBy, reference, whole, null));
    }

    /** What left, after so much of it came back. */
    static Payout after(PayoutTerms terms, Transfer transfer, long back) {
        if (back == 0) {
            return new Transferred(terms, transfer);
        }
        return back == transfer.amount() ? new Reversed(terms, transfer) : new PartlyReversed(terms, transfer, back);
    }

    /** It is to be sent, and nothing forbids that: what a payout is whose parts may have left, one after another. */
    sealed interface OnItsWay extends Payout {

        /** Null where the batch made it. */
        @Nullable String approvedBy();

        @Override
        Moved moved();
    }

    /** What the provider said last of its own payment to the bank: information, none of our money. */
    enum BankState implements Word {
        /** On its way to the bank. */
        PENDING,
        PAID,
        /** The money is back on the affiliate's account with the provider; may follow on {@code PAID}. */
        FAILED
    }

    /** Somebody asked for it; it waits for approval. */
    record Requested(PayoutTerms terms) implements Payout {
        @Override
        public PayoutState state() {
            return PayoutState.REQUESTED;
        }

        Approved approve(String approver) {
            return new Approved(terms.next(), approver);
        }

        Canceled cancel() {
            return new Canceled(terms.next(), null);
        }
    }

    /** A person agreed. */
    record Approved(PayoutTerms terms, String approvedBy) implements Payout {
        @Override
        public PayoutState state() {
            return PayoutState.APPROVED;
        }

        Reserved reserve() {
            return new Reserved(terms.next(), approvedBy);
        }

        Transferred transferred(String reference) {
            return arrived(terms, approvedBy, reference);
        }

        Canceled cancel() {
            return new Canceled(terms.next(), approvedBy);
        }
    }

    /**
     * Waits to be sent; the provider does not know of it.
     *
     * @param approvedBy null where the batch made it
     */
    record Reserved(PayoutTerms terms, @Nullable String approvedBy, Moved moved) implements OnItsWay {
        public Reserved(PayoutTerms terms, @Nullable String approvedBy) {
            this(terms, approvedBy, Moved.NOTHING);
        }

        @Override
        public PayoutState state() {
            return PayoutState.RESERVED;
        }

        Sending send() {
            return new Sending(terms.next(), approvedBy, moved);
        }

        Transferred transferred(String reference) {
            return arrived(terms, approvedBy, reference);
        }

        Failed fail() {
            return new Failed(terms.next(), approvedBy);
        }

        Canceled cancel() {
            return new Canceled(terms.next(), approvedBy);
        }
    }

    /** The request for the transfer is on disk and may be on its way to the provider. */
    record Sending(PayoutTerms terms, @Nullable String approvedBy, Moved moved) implements OnItsWay {
        @Override
        public PayoutState state() {
            return PayoutState.SENDING;
        }

        /** After an answer that certainly did nothing and means nothing: too many requests at once. */
        Reserved putBack() {
            return new Reserved(terms.next(), approvedBy, moved);
        }

        Unknown unclear() {
            return new Unknown(terms.next(), approvedBy, moved);
        }

        Transferred transferred(String reference) {
            return arrived(terms, approvedBy, reference);
        }

        Failed fail() {
            return new Failed(terms.next(), approvedBy);
        }
    }

    /** The provider may or may not have the transfer, or may get it yet. */
    record Unknown(PayoutTerms terms, @Nullable String approvedBy, Moved moved) implements OnItsWay {
        @Override
        public PayoutState state() {
            return PayoutState.UNKNOWN;
        }

        Sending sendAgain() {
            return new Sending(terms.next(), approvedBy, moved);
        }

        Transferred transferred(String reference) {
            return arrived(terms, approvedBy, reference);
        }

        Failed fail() {
            return new Failed(terms.next(), approvedBy);
        }
    }

    /**
     * A transfer that exists.
     *
     * @param reference what the provider calls it; the first one's, where there are several
     * @param amount what left, in minor units: all that was asked for, unless parts of it were refused
     */
    record Transfer(
            @Nullable String approvedBy,
            String reference,
            long amount,
            @Nullable BankState bank) {

        Transfer bank(BankState said) {
            return new Transfer(approvedBy, reference, amount, said);
        }

        Transfer with(long more) {
            return new Transfer(approvedBy, reference, amount + more, bank);
        }
    }

    /** The money left. */
    record Transferred(PayoutTerms terms, Transfer transfer) implements Payout {
        @Override
        public PayoutState state() {
            return PayoutState.TRANSFERRED;
        }

        Transferred bank(BankState said) {
            return new Transferred(terms.next(), transfer.bank(said));
        }
    }

    /**
     * A part of the money came back.
     *
     * @param reversed minor units, all that came back so far
     */
    record PartlyReversed(PayoutTerms terms, Transfer transfer, long reversed) implements Payout {
        public PartlyReversed {
            if (reversed <= 0 || reversed >= transfer.amount()) {
                throw new IllegalArgumentException(reversed + " is no part of " + transfer.amount());
            }
        }

        @Override
        public PayoutState state() {
            return PayoutState.PARTLY_REVERSED;
        }

        PartlyReversed bank(BankState said) {
            return new PartlyReversed(terms.next(), transfer.bank(said), reversed);
        }
    }

    /** All of the money came back. */
    record Reversed(PayoutTerms terms, Transfer transfer) implements Payout {
        @Override
        public PayoutState state() {
            return PayoutState.REVERSED;
        }

        @Override
        public long reversed() {
            return transfer.amount();
        }

        Reversed bank(BankState said) {
            return new Reversed(terms.next(), transfer.bank(said));
        }
    }

    /** The transfer certainly does not exist; the money is payable again. */
    record Failed(PayoutTerms terms, @Nullable String approvedBy) implements Payout {
        @Override
        public PayoutState state() {
            return PayoutState.FAILED;
        }
    }

    /** Somebody called it off before it was sent; the money is payable again. */
    record Canceled(PayoutTerms terms, @Nullable String approvedBy) implements Payout {
        @Override
        public PayoutState state() {
            return PayoutState.CANCELED;
        }
    }

    /** The states that a payout can be in, as the API and the database name them. */
    enum PayoutState implements Word {
        /** Waits for approval; the money is in flight already. */
        REQUESTED,
        APPROVED,
        /** Waits to be sent. */
        RESERVED,
        /** Given to the provider, which has not answered. */
        SENDING,
        /** The provider may or may not have it. */
        UNKNOWN,
        TRANSFERRED,
        /** The transfer certainly does not exist; the money is payable again. */
        FAILED,
        CANCELED,
        /** A part of the transfer came back. */
        PARTLY_REVERSED,
        REVERSED;
    }
}
