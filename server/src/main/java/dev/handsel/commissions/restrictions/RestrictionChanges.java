package dev.handsel.commissions.restrictions;

import dev.handsel.commissions.accruals.HeldLines.PaidInvoice;
import java.util.List;
import java.util.Set;

/**
 * What came of raising and clearing restrictions.
 *
 * @param raised keys of those that were not known before
 * @param cleared keys of those that stood until now
 * @param held how many lines are held since
 * @param released how many are held no more
 * @param spared what a new block leaves as it is, because it had been paid out: to be proposed to people, and taken back by
 *     nobody else
 */
public record RestrictionChanges(Set<String> raised, Set<String> cleared, int held, int released, List<Spared> spared) {

    static final RestrictionChanges NONE = new RestrictionChanges(Set.of(), Set.of(), 0, 0, List.of());

    /** An invoice that goes on earning although its customer is blocked, and by the key of which restriction. */
    public record Spared(String key, PaidInvoice invoice) {}
}
