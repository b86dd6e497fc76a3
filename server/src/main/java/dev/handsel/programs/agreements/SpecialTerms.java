package dev.handsel.programs.agreements;

import dev.handsel.base.ids.TermsId;
import java.time.Instant;

/**
 * What holds for one subject from an instant on, until other terms of the same subject take over as a whole.
 *
 * @param effectiveFrom the first instant they hold for
 */
public record SpecialTerms(TermsId id, Subject subject, Instant effectiveFrom, Conditions conditions) {

    /** What they offer for a sale that they are about. */
    Offer offer() {
        return new Offer(subject.level(), id.toString(), conditions);
    }
}
