package dev.handsel.inbox.events;

import dev.handsel.base.facts.FactOutcome;
import dev.handsel.base.words.Word;

/** What became of one event of a request. */
public enum ResultWord implements Word {
    RECORDED("it counts"),
    DUPLICATE("it is known, or says nothing new of an invoice, dispute or trade that is: nothing was done again"),
    NOT_ATTRIBUTED("it is stored, and earns nothing: nobody brought the customer"),
    PARKED("it refers to something that has not come yet, named by `waits_for`; it is applied when that comes"),
    QUARANTINED(
            "something else is known under this id, or of this invoice, dispute or trade, as `reason` says: the first stands"),
    INVALID("it was not understood, and nothing of it is stored: `errors` names every fault");

    private final String meaning;

    ResultWord(String meaning) {
        this.meaning = meaning;
    }

    /** A sentence for who reads the answer, without its full stop. */
    String meaning() {
        return meaning;
    }

    static ResultWord of(FactOutcome outcome) {
        return switch (outcome) {
            case FactOutcome.Recorded _ -> RECORDED;
            case FactOutcome.NotAttributed _ -> NOT_ATTRIBUTED;
            case FactOutcome.Parked _ -> PARKED;
            case FactOutcome.Quarantined _ -> QUARANTINED;
            case FactOutcome.Duplicate _ -> DUPLICATE;
        };
    }

    static ResultWord of(EventResult result) {
        return switch (result) {
            case EventResult.Accepted accepted -> of(accepted.outcome());
            case EventResult.Invalid _ -> INVALID;
        };
    }
}
