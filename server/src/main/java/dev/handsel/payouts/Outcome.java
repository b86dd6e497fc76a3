package dev.handsel.payouts;

/** What a provider says became of a payout. */
sealed interface Outcome {

    /** Its word in the history. */
    String word();

    /** The transfer exists. */
    record TransferCreated(String reference) implements Outcome {
        @Override
        public String word() {
            return "transfer_created";
        }
    }

    /** The transfer certainly does not exist and never will. */
    record TransferFailed() implements Outcome {
        @Override
        public String word() {
            return "transfer_failed";
        }
    }

    /**
     * Transferred money came back.
     *
     * @param total minor units, all that came back so far
     */
    record TransferReversed(long total) implements Outcome {
        @Override
        public String word() {
            return "transfer_reversed";
        }
    }

    /** The provider could not pay the bank; the money stays with the affiliate's account there. */
    record BankFailed() implements Outcome {
        @Override
        public String word() {
            return "bank_failed";
        }
    }
}
