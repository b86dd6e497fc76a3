package dev.handsel.commissions.accruals;

import dev.handsel.base.facts.Charge;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.commissions.rules.CustomerInvoice;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.MoneyBack;

/**
 * An invoice that counted.
 *
 * @param late dated before an invoice that had counted already; changes no amount
 * @param engine what its commissions are computed by
 */
public record Invoice(String ref, String eventId, CustomerId customer, Charge charge, boolean late, String engine) {

    /** Whether another event says the same of this invoice; when it was sent does not matter. */
    boolean saysTheSame(CustomerId other, Charge otherCharge) {
        return customer.equals(other) && charge.saysTheSameAs(otherCharge);
    }

    /** Whether its lines were booked by the first engine and stay as they were. */
    public boolean wasCounted() {
        return engine.equals(Inputs.COUNTED);
    }

    /** This invoice with what went back of it. */
    public CustomerInvoice with(MoneyBack moneyBack) {
        return new CustomerInvoice(ref, charge, moneyBack);
    }
}
