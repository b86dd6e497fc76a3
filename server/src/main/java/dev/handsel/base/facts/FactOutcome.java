package dev.handsel.base.facts;

import dev.handsel.base.words.Word;
import org.jspecify.annotations.Nullable;

/** What became of a fact. */
public sealed interface FactOutcome {

    /** It counts. */
    record Recorded() implements FactOutcome {}

    /**
     * It is stored, and concerns a customer whom no affiliate brought.
     *
     * @param reason the word for why, where there is more to say than that nobody was named
     */
    record NotAttributed(@Nullable String reason) implements FactOutcome {}

    /** It refers to something not seen yet, and is applied when that comes. */
    record Parked(Waiting on) implements FactOutcome {}

    /** It contradicts what was there first, which stands. */
    record Quarantined(String reason) implements FactOutcome {}

    /** It says what is known already, and changes nothing. */
    record Duplicate() implements FactOutcome {}

    /** Of what kind the thing is that a fact waits for, or brings. */
    enum Thing implements Word {
        /** A customer's signup. */
        CUSTOMER,
        INVOICE,
        REFUND,
        DISPUTE,
        TRADE
    }

    /** The thing that a fact waits for, by the merchant's id. */
    record Waiting(Thing thing, String ref) {
        /** As it is stored: {@code invoice:in_17}. */
        public String key() {
            return thing.word() + ":" + ref;
        }
    }

    /** This, or {@code NotAttributed} for a customer nobody brought. */
    static FactOutcome recorded(boolean attributed) {
        return attributed ? new Recorded() : new NotAttributed(null);
    }
}
