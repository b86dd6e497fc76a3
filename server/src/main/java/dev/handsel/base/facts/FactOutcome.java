package dev.handsel.base.facts;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.words.Word;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What became of a fact. */
public sealed interface FactOutcome {

    /**
     * It counts.
     *
     * @param affiliate who brought the customer that it is about; null where it is about none, or nobody is owed
     * @param reason the word for what decided that; null where nothing did
     * @param notes what whoever told it should know
     */
    record Recorded(
            @Nullable AffiliateId affiliate, @Nullable String reason, List<Note> notes) implements FactOutcome {}

    /**
     * It is stored, and concerns a customer whom no affiliate brought.
     *
     * @param reason the word for why not
     */
    record NotAttributed(String reason, List<Note> notes) implements FactOutcome {
        public NotAttributed(String reason) {
            this(reason, List.of());
        }
    }

    /**
     * Something to know about a fact that was taken. Amounts are minor units, gross.
     *
     * @param currency ISO 4217 code
     * @param paid what was received with the invoice
     * @param refunded all refunds of it that did not fail
     * @param disputed what disputes of it have taken
     */
    record Note(NoteCode code, String currency, long paid, long refunded, long disputed) {}

    /** What there is to know. */
    enum NoteCode implements Word {
        /** More of an invoice went back than was paid; no more than all that it earned is taken back. */
        EXCEEDS_INVOICE
    }

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

    /** It counts, and is about nobody's customer. */
    static FactOutcome recorded() {
        return new Recorded(null, null, List.of());
    }

    /** The same, with something to know. */
    default FactOutcome with(Note note) {
        return switch (this) {
            case Recorded recorded -> new Recorded(recorded.affiliate, recorded.reason, and(recorded.notes, note));
            case NotAttributed nobody -> new NotAttributed(nobody.reason, and(nobody.notes, note));
            case Parked _, Quarantined _, Duplicate _ -> this;
        };
    }

    private static List<Note> and(List<Note> notes, Note another) {
        return Stream.concat(notes.stream(), Stream.of(another)).toList();
    }

    /** The word for why, where there is one. */
    default @Nullable String why() {
        return switch (this) {
            case Recorded recorded -> recorded.reason;
            case NotAttributed nobody -> nobody.reason;
            case Quarantined quarantined -> quarantined.reason;
            case Parked _, Duplicate _ -> null;
        };
    }
}
