package dev.handsel.commissions.accruals;

import dev.handsel.commissions.accruals.LineBooking.Concern;
import dev.handsel.commissions.caps.AffiliateMonth;
import dev.handsel.commissions.caps.EarnedInvoice;
import dev.handsel.commissions.caps.Place;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.programs.terms.RuleSet;
import java.util.Optional;

/**
 * An invoice, or a bounty, whose commissions are compared with the books.
 *
 * @param inputs what they are computed from; nothing where it earns nothing
 * @param rules the rule set that it is judged by
 */
record Judged(Concern concern, Optional<Inputs> inputs, RuleSet rules) {

    /** What names it among all of its month. */
    String key() {
        return place().key();
    }

    /** Its place among those by which its affiliate earns. */
    Place place() {
        var customer = concern.customer();
        return Place.of(customer.affiliate().orElseThrow(), customer.ref(), concern.occasion());
    }

    /** The month in which its affiliate may be limited. */
    AffiliateMonth month() {
        return place().month();
    }

    boolean isCapped() {
        return inputs.flatMap(Inputs::monthCap).isPresent();
    }

    /** What it earns where nobody is limited in the month; nothing where it earns nothing. */
    Optional<EarnedInvoice> earned() {
        return EarnedInvoice.of(place(), concern.customer().id(), inputs);
    }

    /** The same where so much was earned in the month before. */
    Judged withEarnedInMonth(long before) {
        return new Judged(concern, inputs.map(one -> one.withEarnedInMonth(before)), rules);
    }
}
