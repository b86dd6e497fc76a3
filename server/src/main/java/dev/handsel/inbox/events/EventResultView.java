package dev.handsel.inbox.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.base.facts.FactOutcome;
import dev.handsel.base.facts.FactOutcome.Note;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.refusal.Fault;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to one event of a request. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventResultView(
        @Schema(description = "The event's id; absent where it has none that can be read.") @Nullable String id,

        ResultWord result,

        @Schema(description = "The affiliate who brought the customer that it is about.") @Nullable AffiliateId affiliate,

        @Schema(
                description =
                        "Of `recorded`: what decided whose the customer is: `coupon`, `click`, `device`, `code`,"
                                + " `self_referral`. Of `not_attributed`: why nobody is owed. Of `quarantined`: what is known already.")
        @Nullable String reason,

        @Schema(description = "What you should know of it; absent where there is nothing.") @Nullable List<Note> notes,

        @Schema(description = "What a parked event waits for: `invoice:in-1`.") @Nullable String waitsFor,

        @Schema(description = "Every fault of an invalid event; pointers begin at the event.") @Nullable List<Fault> errors) {

    static EventResultView of(EventResult result) {
        return switch (result) {
            case EventResult.Invalid invalid ->
                new EventResultView(invalid.id(), ResultWord.INVALID, null, null, null, null, invalid.faults());
            case EventResult.Accepted accepted -> of(accepted.id(), accepted.outcome());
        };
    }

    private static EventResultView of(String id, FactOutcome outcome) {
        var word = ResultWord.of(outcome);
        var why = outcome.why();
        return switch (outcome) {
            case FactOutcome.Recorded recorded ->
                new EventResultView(id, word, recorded.affiliate(), why, some(recorded.notes()), null, null);
            case FactOutcome.NotAttributed nobody ->
                new EventResultView(id, word, null, why, some(nobody.notes()), null, null);
            case FactOutcome.Parked parked ->
                new EventResultView(id, word, null, why, null, parked.on().key(), null);
            case FactOutcome.Quarantined _, FactOutcome.Duplicate _ ->
                new EventResultView(id, word, null, why, null, null, null);
        };
    }

    private static @Nullable List<Note> some(List<Note> notes) {
        return notes.isEmpty() ? null : notes;
    }
}
