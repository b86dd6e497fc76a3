package dev.handsel.base.facts;

import java.util.Locale;

/** What became of a fact. */
public sealed interface Outcome {

    /** It counts. */
    record Recorded() implements Outcome {}

    /** It is stored, and concerns a customer whom no affiliate brought. */
    record NotAttributed() implements Outcome {}

    /** It refers to something not seen yet, and is applied when that comes. */
    record Parked(Waiting on) implements Outcome {}

    /** It contradicts what was there first, which stands. */
    record Quarantined(String reason) implements Outcome {}

    /** It says what is known already, and changes nothing. */
    record Duplicate() implements Outcome {}

    /** Of what kind the thing is that a fact waits for, or brings. */
    enum Thing {
        /** A customer's signup. */
        CUSTOMER,
        /** A customer's first service month. */
        MONTHS,
        INVOICE,
        DISPUTE,
        TRADE
    }

    /** The thing that a fact waits for, by the merchant's id. */
    record Waiting(Thing thing, String ref) {
        /** As it is stored: {@code invoice:in_17}. */
        public String key() {
            return thing.name().toLowerCase(Locale.ROOT) + ":" + ref;
        }
    }

    /** This, or {@code NotAttributed} for a customer nobody brought. */
    static Outcome recorded(boolean attributed) {
        return attributed ? new Recorded() : new NotAttributed();
    }
}
