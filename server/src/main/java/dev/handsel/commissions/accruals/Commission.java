package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.money.Currency;
import dev.handsel.commissions.rules.Earning;
import java.time.Instant;

/**
 * A commission, once earned for ever; what has become of it since is a {@link CommissionBalance}.
 *
 * @param eventId the event that told of its invoice
 * @param generation counts the lines of this invoice and kind, from 1: each takes the place of the one before
 * @param late its invoice is dated before one that had counted already
 * @param paidAt when the invoice was paid
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
        Instant createdAt) {}
