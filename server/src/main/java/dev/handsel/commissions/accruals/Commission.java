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
 * @param eventId the event that earned it
 * @param late its invoice is dated before one that had counted already
 * @param paidAt when the invoice was paid
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
        Currency currency,
        Instant paidAt,
        long ruleSetId,
        String ruleVersion,
        boolean late,
        String inputs,
        String engine,
        Instant createdAt) {}
