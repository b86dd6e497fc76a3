package dev.handsel.programs.terms;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.money.Currency;
import dev.handsel.programs.agreements.Agreement;
import dev.handsel.programs.agreements.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a programme as they count for one customer.
 *
 * @param affiliate who brought the customer
 * @param by the link or coupon that the customer came by; null where it was neither
 */
public record CustomerTerms(
        Terms terms, AffiliateId affiliate, @Nullable Subject by) {

    /** The rule set in force at {@code instant}. */
    public RuleSet rules(Instant instant) {
        return terms.at(instant);
    }

    /** The currency of the programme, in which a bounty is earned where it is named in several. */
    public Currency currency() {
        return terms.program().currency();
    }

    /** Whether nothing but rule sets has ever been said. */
    public boolean areRuleSetsAlone() {
        return terms.agreements().isEmpty();
    }

    /** What holds for the sale of a product; {@code product} is null where it has no name. */
    public Agreement agreement(Instant at, @Nullable String product) {
        return terms.agreement(at, by, affiliate, product);
    }
}
