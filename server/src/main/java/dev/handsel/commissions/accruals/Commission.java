package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.money.Currency;
import dev.handsel.commissions.rules.Earning;
import dev.handsel.commissions.rules.Earning.CommissionKind;
import java.time.Instant;
import java.util.Map;

/**
 * A commission, once earned for ever; what has become of it since is a {@link CommissionBalance}.
 *
 * @param invoice the merchant's id of it; empty for a bounty
 * @param eventId the event that told of what it is earned for
 * @param generation counts the lines of this invoice and kind, from 1: each takes the place of the one before
 * @param late its invoice is dated before one that had counted already
 * @param paidAt when the invoice was paid, or the gate of bounties passed
 * @param accruedAt when it enters the books: with the payment, or, where its invoice had been booked otherwise, when that is
 *     known
 * @param createdAt the programme's present when it was written
 */
record Commission(
        CommissionId id,
        AffiliateId affiliate,
        CustomerId customer,
        String customerRef,
        String invoice,
        String eventId,
        Earning earning,
        int generation,
        Currency currency,
        Instant paidAt,
        long ruleSetId,
        String ruleVersion,
        boolean late,
        String inputs,
        String engine,
        Instant accruedAt,
        Instant createdAt) {

    /** What it is earned for, as the audit trail says it. */
    Map.Entry<String, String> named() {
        return earning.kind() == CommissionKind.BOUNTY
                ? Map.entry("customer", customerRef)
                : Map.entry("invoice", invoice);
    }
}
