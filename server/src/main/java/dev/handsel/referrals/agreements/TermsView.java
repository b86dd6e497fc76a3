package dev.handsel.referrals.agreements;

import dev.handsel.base.ids.TermsId;
import dev.handsel.programs.agreements.ConditionsForm;
import dev.handsel.programs.agreements.Level;
import dev.handsel.programs.agreements.SpecialTerms;
import dev.handsel.programs.agreements.Standing;
import dev.handsel.programs.agreements.Standing.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Terms as the API shows them.
 *
 * @param subject whom or what they are for; absent for the programme
 * @param tiersFrom when the first month begins in which their tiers count; absent without tiers, and while they wait
 * @param state whether they were added, or wait for a second person
 * @param proposedBy who proposed them, where two people were needed
 * @param proposedAt when, while they wait
 * @param approvedBy the second person
 */
record TermsView(
        TermsId id,
        Level level,
        @Nullable String subject,
        Instant effectiveFrom,
        ConditionsForm conditions,
        @Nullable Instant tiersFrom,
        State state,
        @Nullable String proposedBy,
        @Nullable Instant proposedAt,
        @Nullable String approvedBy) {

    static TermsView of(Standing<SpecialTerms> standing) {
        var terms = standing.terms();
        return new TermsView(
                terms.id(),
                terms.subject().level(),
                terms.subject().name(),
                terms.effectiveFrom(),
                ConditionsForm.of(terms.conditions()),
                terms.tiersFrom(),
                standing.state(),
                standing.proposedBy(),
                standing.proposedAt(),
                standing.approvedBy());
    }
}
