package dev.handsel.commissions.reckoner;

/** A dispute as it stands after all that is known of it. */
record Dispute(String id, String invoice, boolean chargeback, long amount, Outcome outcome) {

    enum Outcome {
        OPEN,
        WON,
        LOST
    }

    /** Whether it has withdrawn its amount, and not given back. */
    boolean takes() {
        return chargeback && outcome != Outcome.WON;
    }
}
