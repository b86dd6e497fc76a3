package dev.handsel.payouts;

import dev.handsel.ids.AffiliateId;
import dev.handsel.ids.PayoutId;
import dev.handsel.ids.ProgramId;
import dev.handsel.money.Money;
import dev.handsel.programs.Program.PayoutProvider;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Money on its way to an affiliate. A payout is one of these and nothing else, and each state offers only the steps that
 * can follow it. Whoever takes a step has it written down, with what it does to the ledger, in the same transaction.
 */
public sealed interface Payout {

    Order order();

    State state();

    /**
     * What is the same in every state.
     *
     * @param amount positive, a multiple of the currency's payout step
     * @param requestedBy who asked for it or ran the batch, as in the audit log
     * @param createdAt by the programme's clock
     * @param version counts the steps
     */
    record Order(
            PayoutId id,
            ProgramId program,
            AffiliateId affiliate,
            Money amount,
            PayoutProvider provider,
            Origin origin,
            String requestedBy,
            Instant createdAt,
            long version) {
        public Order {
            amount = amount.requirePositive();
        }

        private Order next() {
            return new Order(id, program, affiliate, amount, provider, origin, requestedBy, createdAt, version + 1);
        }
    }

    /** How a payout came to be. */
    enum Origin {
        BATCH,
        REQUEST
    }

    /** What the provider said last of its own payment to the bank: information, none of our money. */
    enum BankState {
        FAILED
    }

    /** Somebody asked for it; it waits for approval. */
    record Requested(Order order) implements Payout {
        @Override
        public State state() {
            return State.REQUESTED;
        }

        Approved approve(String approver) {
            return new Approved(order.next(), approver);
        }

        Canceled cancel() {
            return new Canceled(order.next(), null);
        }
    }

    /** A person agreed. */
    record Approved(Order order, String approvedBy) implements Payout {
        @Override
        public State state() {
            return State.APPROVED;
        }

        Reserved reserve() {
            return new Reserved(order.next(), approvedBy);
        }

        Canceled cancel() {
            return new Canceled(order.next(), approvedBy);
        }
    }

    /**
     * Waits to be sent; the provider does not know of it.
     *
     * @param approvedBy null where the batch made it
     */
    record Reserved(Order order, @Nullable String approvedBy) implements Payout {
        @Override
        public State state() {
            return State.RESERVED;
        }

        Transferred transferred(String reference) {
            return new Transferred(order.next(), new Transfer(approvedBy, reference, null));
        }

        Failed fail() {
            return new Failed(order.next(), approvedBy);
        }

        Canceled cancel() {
            return new Canceled(order.next(), approvedBy);
        }
    }

    /**
     * A transfer that exists.
     *
     * @param reference what the provider calls it
     */
    record Transfer(
            @Nullable String approvedBy,
            String reference,
            @Nullable BankState bank) {
        private Transfer bankFailed() {
            return new Transfer(approvedBy, reference, BankState.FAILED);
        }
    }

    /** The money left. */
    record Transferred(Order order, Transfer transfer) implements Payout {
        @Override
        public State state() {
            return State.TRANSFERRED;
        }

        /** After a part came back, more than nothing and less than all. */
        PartlyReversed reverse(long reversed) {
            return new PartlyReversed(order.next(), transfer, reversed);
        }

        Reversed reverseAll() {
            return new Reversed(order.next(), transfer);
        }

        Transferred bankFailed() {
            return new Transferred(order.next(), transfer.bankFailed());
        }
    }

    /**
     * A part of the money came back.
     *
     * @param reversed minor units, all that came back so far
     */
    record PartlyReversed(Order order, Transfer transfer, long reversed) implements Payout {
        public PartlyReversed {
            if (reversed <= 0 || reversed >= order.amount().minor()) {
                throw new IllegalArgumentException(reversed + " is no part of " + order.amount());
            }
        }

        @Override
        public State state() {
            return State.PARTLY_REVERSED;
        }

        PartlyReversed reverse(long total) {
            return new PartlyReversed(order.next(), transfer, total);
        }

        Reversed reverseAll() {
            return new Reversed(order.next(), transfer);
        }

        PartlyReversed bankFailed() {
            return new PartlyReversed(order.next(), transfer.bankFailed(), reversed);
        }
    }

    /** All of the money came back. */
    record Reversed(Order order, Transfer transfer) implements Payout {
        @Override
        public State state() {
            return State.REVERSED;
        }

        Reversed bankFailed() {
            return new Reversed(order.next(), transfer.bankFailed());
        }
    }

    /** The transfer certainly does not exist; the money is payable again. */
    record Failed(Order order, @Nullable String approvedBy) implements Payout {
        @Override
        public State state() {
            return State.FAILED;
        }
    }

    /** Somebody called it off before it was sent; the money is payable again. */
    record Canceled(Order order, @Nullable String approvedBy) implements Payout {
        @Override
        public State state() {
            return State.CANCELED;
        }
    }

    /** The states that a payout can be in, as the API and the database name them. */
    enum State {
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

        /** Its word on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
