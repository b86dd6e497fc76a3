package dev.handsel.payouts.lifecycle;

import dev.handsel.payouts.lifecycle.Payout.BankState;
import java.util.Map;

/** What became of a payout on its way, as whoever speaks with the provider reports it. */
public sealed interface ProviderOutcome {

    /** What the history says of it. */
    StepCause cause();

    /** What the history keeps beside it. */
    default Map<String, Object> detail() {
        return Map.of();
    }

    /** The request for the transfer is on disk and leaves now. */
    record Sent(int attempt) implements ProviderOutcome {
        @Override
        public StepCause cause() {
            return StepCause.SENT;
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("attempt", attempt);
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
}
