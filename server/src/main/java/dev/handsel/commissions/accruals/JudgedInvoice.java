package dev.handsel.commissions.accruals;

import dev.handsel.commissions.accruals.InvoiceBooking.Concern;
import dev.handsel.commissions.caps.AffiliateMonth;
import dev.handsel.commissions.caps.EarnedInvoice;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.SaleTerms.Cap;
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

    /** The month in which its affiliate may be limited. */
    AffiliateMonth month() {
        var charge = concern.invoice().charge();
        return AffiliateMonth.of(concern.customer().affiliate().orElseThrow(), charge.currency(), charge.paidAt());
    }

    boolean isCapped() {
        return inputs.flatMap(Inputs::monthCap).isPresent();
    }

    /** What it earns where nobody is limited in the month; nothing where it earns nothing. */
    Optional<EarnedInvoice> earned() {
        return inputs.filter(one -> one.earnedWithoutMonthCap() > 0)
                .map(one -> new EarnedInvoice(
                        ref(),
                        concern.customer().id(),
                        concern.invoice().charge().paidAt(),
                        one.earnedWithoutMonthCap(),
                        one.monthCap().map(Cap::most).orElse(null)));
    }

    /** The same where so much was earned in the month before. */
    JudgedInvoice withEarnedInMonth(long before) {
        return new JudgedInvoice(concern, inputs.map(one -> one.withEarnedInMonth(before)), rules);
    }
}
