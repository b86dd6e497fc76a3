package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.commissions.rules.Earning;
import dev.handsel.commissions.rules.Earning.CommissionKind;

/**
 * A commission line that is in the books, as far as it is compared with what the facts give.
 *
 * @param invoice the merchant's id of it; empty for a bounty
 * @param generation counts the lines of this invoice and kind, from 1
 */
record BookedLine(
        CommissionBalance balance,
        CustomerId customer,
        String invoice,
        CommissionKind kind,
        long base,
        int rateBp,
        boolean flat,
        long ruleSetId,
        int generation) {

    static BookedLine of(Commission commission, CommissionBalance balance) {
        return new BookedLine(
                balance,
                commission.customer(),
                commission.invoice(),
                commission.earning().kind(),
                commission.earning().base(),
                commission.earning().rate().value(),
                commission.earning().flat(),
                commission.ruleSetId(),
                commission.generation());
    }

    BookedLine with(CommissionBalance changed) {
        return new BookedLine(changed, customer, invoice, kind, base, rateBp, flat, ruleSetId, generation);
    }

    /** Whether it counts: at most one line of an invoice and kind does. */
    boolean isLive() {
        return !balance.recomputed();
    }

    /** Whether it is what is earned now, by these terms and for this affiliate. */
    boolean says(Earning earning, long terms, AffiliateId affiliate) {
        return kind == earning.kind()
                && base == earning.base()
                && rateBp == earning.rate().value()
                && flat == earning.flat()
                && balance.amount() == earning.amount()
                && balance.matureAt().equals(earning.matureAt())
                && ruleSetId == terms
                && balance.affiliate().equals(affiliate);
    }
}
