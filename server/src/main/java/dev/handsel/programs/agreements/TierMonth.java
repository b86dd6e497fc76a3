package dev.handsel.programs.agreements;

import dev.handsel.base.ids.TermsId;
import java.time.Instant;
import java.util.List;

/**
 * Who reached a step of these terms' tiers in a month; nobody else did.
 *
 * @param month when it begins, in UTC
 */
record TierMonth(TermsId terms, Instant month, List<FixedTier> reached) {

    TierMonth {
        reached = List.copyOf(reached);
    }
}
