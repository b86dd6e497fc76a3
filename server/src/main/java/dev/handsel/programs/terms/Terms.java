package dev.handsel.programs.terms;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.programs.agreements.Agreement;
import dev.handsel.programs.agreements.Agreements;
import dev.handsel.programs.agreements.SpecialTerms;
import dev.handsel.programs.agreements.Subject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A programme with every rule set it ever had, as facts are judged by.
 *
 * @param ruleSets all of them; the one that holds for an instant is the latest that is effective by then
 * @param agreements what holds beside them, of links, coupons, affiliates, groups, products and the programme
 */
public record Terms(Program program, List<RuleSet> ruleSets, Agreements agreements) {

    /** Those of a programme without agreements. */
    public Terms(Program program, List<RuleSet> ruleSets) {
        this(program, ruleSets, Agreements.NONE);
    }

    /**
     * What holds for a sale of this affiliate, with what it won over.
     *
     * @param by the link or coupon that the customer came by; null where it was neither
     * @param product the merchant's name of what was sold; null where it has none
     */
    public Agreement agreement(Instant at, @Nullable Subject by, AffiliateId affiliate, @Nullable String product) {
        var group = agreements.groupOf(affiliate, at).orElse(null);
        return agreements.at(at, by, affiliate, group, product, this.at(at).offer());
    }

    /** The same as if this rule set were in force at all times. */
    public Terms always(RuleSet rules) {
        return new Terms(program, List.of(rules.from(Instant.EPOCH)), agreements);
    }

    /** The same as if these terms held at all times, in place of all others of their subject. */
    public Terms always(SpecialTerms special) {
        return new Terms(program, ruleSets, agreements.always(special));
    }

    /** When another rule set takes over from {@code instant} on; {@link Instant#MAX} where none does. */
    public Instant end(Instant instant) {
        return ruleSets.stream()
                .map(RuleSet::effectiveFrom)
                .filter(instant::isBefore)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** The rule set in force at {@code instant}; one exists for every instant since 1970. */
    public RuleSet at(Instant instant) {
        return ruleSets.stream()
                .filter(rules -> !rules.effectiveFrom().isAfter(instant))
                .max(Comparator.comparing(RuleSet::effectiveFrom))
                .orElseThrow(() -> new IllegalStateException("No rule set is effective at " + instant));
    }

    /** The rule set of this row. */
    public RuleSet byId(long id) {
        return ruleSets.stream()
                .filter(rules -> rules.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No rule set " + id));
    }
}
