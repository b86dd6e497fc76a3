package dev.handsel.commissions.accruals;

import dev.handsel.commissions.accruals.InvoiceBooking.Concern;
import dev.handsel.commissions.caps.AffiliateMonth;
import dev.handsel.commissions.caps.EarnedInvoice;
import dev.handsel.commissions.caps.Place;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.programs.terms.RuleSet;
import java.util.Optional;

/**
 * An invoice whose commissions are compared with the books.
 *
 * @param inputs what they are computed from; nothing where it earns nothing
 * @param rules the rule set that it is judged by
 */
record JudgedInvoice(Concern concern, Optional<Inputs> inputs, RuleSet rules) {

    String ref() {
        return concern.invoice().ref();
    }

    /** Its place among the invoices by which its affiliate earns. */
    Place place() {
        return Place.of(
                concern.customer().affiliate().orElseThrow(), concern.invoice().charge(), ref());
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
    JudgedInvoice withEarnedInMonth(long before) {
        return new JudgedInvoice(concern, inputs.map(one -> one.withEarnedInMonth(before)), rules);
    }
}
