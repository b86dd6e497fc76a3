package dev.handsel.payouts.lifecycle;

import dev.handsel.payouts.lifecycle.Payout.BankState;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What became of a payout on its way, as whoever speaks with the provider reports it. */
public sealed interface ProviderOutcome {

    /** What the history says of it. */
    StepCause cause();

    /** What the history keeps beside it. */
    default Map<String, Object> detail() {
        return Map.of();
    }

    /** Which part of the payout it is about; 0 where it is the whole. */
    default int part() {
        return 0;
    }

    /**
     * The request for the transfer is on disk and leaves now.
     *
     * @param part 0 where the payout is sent in one
     */
    record Sent(int attempt, int part) implements ProviderOutcome {

        public Sent(int attempt) {
            this(attempt, 0);
        }

        @Override
        public StepCause cause() {
            return StepCause.SENT;
        }

        @Override
        public Map<String, Object> detail() {
            return part == 0 ? Map.of("attempt", attempt) : Map.of("attempt", attempt, "part", part);
        }
    }

    /** The provider may have executed the request, or may do so yet. */
    record AnswerUnclear(String why) implements ProviderOutcome {
        @Override
        public StepCause cause() {
            return StepCause.ANSWER_UNCLEAR;
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("why", why);
        }
    }

    /** The provider certainly did nothing, and said no more than that it is busy or closed to us. */
    record PutBack(String why) implements ProviderOutcome {
        @Override
        public StepCause cause() {
            return StepCause.PUT_BACK;
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("why", why);
        }
    }

    /** The transfer exists: the provider said so in answer to the request. */
    record TransferCreated(String reference) implements ProviderOutcome {
        @Override
        public StepCause cause() {
            return StepCause.TRANSFER_CREATED;
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("reference", reference);
        }
    }

    /** The transfer exists: it was seen at the provider, whatever this database believed. */
    record TransferFound(String reference) implements ProviderOutcome {
        @Override
        public StepCause cause() {
            return StepCause.TRANSFER_FOUND;
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("reference", reference);
        }
    }

    /**
     * The transfer certainly does not exist and never will.
     *
     * @param code the provider's code, or our own
     * @param message the provider's words, for people
     */
    record TransferFailed(String code, String message) implements ProviderOutcome {
        @Override
        public StepCause cause() {
            return StepCause.TRANSFER_FAILED;
        }

        @Override
        public Map<String, Object> detail() {
            return code.isEmpty() ? Map.of() : Map.of("code", code, "message", message);
        }
    }

    /**
     * Transferred money came back.
     *
     * @param total minor units, all that came back so far
     */
    record TransferReversed(long total) implements ProviderOutcome {
        @Override
        public StepCause cause() {
            return StepCause.TRANSFER_REVERSED;
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("amount_reversed", total);
        }
    }

    /** A bank payment that failed is made once more. */
    record BankAgain() implements ProviderOutcome {
        @Override
        public StepCause cause() {
            return StepCause.BANK_AGAIN;
        }
    }

    /** What the provider says of its own payment to the bank; the money is the affiliate's already. */
    record BankSaid(BankState state) implements ProviderOutcome {
        @Override
        public StepCause cause() {
            return switch (state) {
                case PENDING -> StepCause.BANK_PENDING;
                case PAID -> StepCause.BANK_PAID;
                case FAILED -> StepCause.BANK_FAILED;
            };
        }
    }

    /**
     * It is too much for one transfer, and is sent in parts from now on, or in more than before. No byte of any of these has
     * left.
     *
     * @param amounts what each new part is worth, in minor units, by its number
     * @param why the provider's code and words, or our own
     */
    record IsSplit(SortedMap<Integer, Long> amounts, String why) implements ProviderOutcome {

        @Override
        public StepCause cause() {
            return StepCause.SPLIT;
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("parts", amounts, "why", why);
        }
    }

    /**
     * The transfer of one part exists.
     *
     * @param amount what it is worth, in minor units
     * @param reference what the provider calls it
     * @param first what the provider calls the first part that exists
     * @param more whether other parts have not come to their end
     * @param found whether it was seen at the provider, whatever this database believed
     */
    record PartExists(int part, long amount, String reference, String first, boolean more, boolean found)
            implements ProviderOutcome {

        @Override
        public StepCause cause() {
            if (more) {
                return found ? StepCause.PART_FOUND : StepCause.PART_CREATED;
            }
            return found ? StepCause.TRANSFER_FOUND : StepCause.TRANSFER_CREATED;
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("part", part, "amount", amount, "reference", reference);
        }
    }

    /**
     * The transfer of one part certainly does not exist and never will; what comes after it is not sent either.
     *
     * @param first what the provider calls the first part that exists; null where none does
     * @param more whether other parts may exist yet
     */
    record PartRefused(
            int part, String code, String message, @Nullable String first, boolean more) implements ProviderOutcome {

        @Override
        public StepCause cause() {
            return first == null && !more ? StepCause.TRANSFER_FAILED : StepCause.PART_REFUSED;
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("part", part, "code", code, "message", message);
        }
    }

    /**
     * Money of one part came back.
     *
     * @param more minor units, beside what had come back of it before
     * @param total minor units, all that came back of this part so far
     */
    record PartReversed(int part, long more, long total) implements ProviderOutcome {

        @Override
        public StepCause cause() {
            return StepCause.TRANSFER_REVERSED;
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("part", part, "amount_reversed", total);
        }
    }
}
