package dev.handsel.commissions.accruals;

import dev.handsel.base.facts.Charge;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.referrals.customers.Span;
import org.jspecify.annotations.Nullable;

/**
 * An invoice that counted.
 *
 * @param number counts the customer's invoices in the order in which they counted, from 1
 * @param late dated before an invoice that had counted already
 * @param span the service months it opened, if any
 * @param refunded what went back so far, gross, in minor units
 * @param givenBackAfter the number of the last invoice that had counted when a full refund gave the months back; null
 *     while they are kept
 */
public record Invoice(
        String ref,
        String eventId,
        CustomerId customer,
        Charge charge,
        int number,
        boolean late,
        @Nullable Span span,
        long refunded,
        @Nullable Integer givenBackAfter) {

    Invoice refunded(long amount) {
        return new Invoice(
                ref, eventId, customer, charge, number, late, span, Math.addExact(refunded, amount), givenBackAfter);
    }

    Invoice givenBack(int after) {
        return new Invoice(ref, eventId, customer, charge, number, late, span, refunded, after);
    }

    /** Whether a full refund has just made the months it opened free for later invoices. */
    boolean owesMonths() {
        return span != null && givenBackAfter == null && refunded >= charge.paid();
    }

    /** Whether another event says the same of this invoice; when it was sent does not matter. */
    boolean saysTheSame(CustomerId other, Charge otherCharge) {
        return customer.equals(other) && charge.saysTheSameAs(otherCharge);
    }
}
