package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.rules.InputsJson;
import dev.handsel.ledger.Ledger;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.customers.Customer;
import java.time.Instant;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** Begins bookings, with all that they read and write. */
@Component
class Bookings {

    private final InvoiceStore invoices;
    private final MoneyBackStore moneyBack;
    private final CommissionStore commissions;
    private final Ledger ledger;
    private final InputsJson json;
    private final CappedMonths capped;

    Bookings(
            InvoiceStore invoices,
            MoneyBackStore moneyBack,
            CommissionStore commissions,
            Ledger ledger,
            InputsJson json,
            CappedMonths capped) {
        this.invoices = invoices;
        this.moneyBack = moneyBack;
        this.commissions = commissions;
        this.ledger = ledger;
        this.json = json;
        this.capped = capped;
    }

    CommissionWorkingSet workingSet(ProgramId program) {
        return new CommissionWorkingSet(program, invoices, moneyBack, commissions, ledger);
    }

    /** Keeps others from booking for the affiliates of these customers, where these are limited. */
    void holdCaps(Terms terms, Collection<Customer> customers) {
        if (terms.agreements().limitAffiliates()) {
            capped.keepOthersOut(terms.program().id(), customers);
        }
    }

    Booking begin(Terms terms, Instant now, CommissionWorkingSet workingSet) {
        return new Booking(terms, now, workingSet, json, capped);
    }
}
