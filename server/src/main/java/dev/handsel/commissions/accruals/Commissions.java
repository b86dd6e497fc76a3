package dev.handsel.commissions.accruals;

import dev.handsel.base.facts.Reference.ToDispute;
import dev.handsel.base.facts.Reference.ToEarnings;
import dev.handsel.base.facts.Reference.ToInvoice;
import dev.handsel.base.facts.Reference.ToMonths;
import dev.handsel.base.facts.References;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.commissions.rules.InputsJson;
import dev.handsel.ledger.Ledger;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.customers.Customer;
import dev.handsel.referrals.customers.ReferralBatch;
import java.time.Instant;
import java.util.Collection;
import org.springframework.stereotype.Service;

/** What is earned, when it matures, and what is taken back. */
@Service
public class Commissions {

    private final InvoiceStore invoices;
    private final CommissionStore commissions;
    private final Ledger ledger;
    private final InputsJson json;

    Commissions(InvoiceStore invoices, CommissionStore commissions, Ledger ledger, InputsJson json) {
        this.invoices = invoices;
        this.commissions = commissions;
        this.ledger = ledger;
        this.json = json;
    }

    /** The invoices that a batch names, read before it is known whose they are. */
    public final class NamedInvoices {

        private final Terms terms;
        private final References named;
        private final CommissionWorkingSet workingSet;
        private final Collection<CustomerId> customers;

        private NamedInvoices(Terms terms, References named) {
            this.terms = terms;
            this.named = named;
            this.workingSet = new CommissionWorkingSet(terms.program().id(), invoices, commissions, ledger);
            this.customers = workingSet.readInvoices(
                    named.of(ToInvoice.class).map(ToInvoice::ref).toList());
        }

        /** The customers of those invoices: they must be locked next. */
        public Collection<CustomerId> customers() {
            return customers;
        }

        /** Reads the rest: what can be reversed, and the months of customers whose plans changed. */
        public CommissionBatch readRest(ReferralBatch referrals, Instant now) {
            workingSet.readReversible(
                    named.of(ToEarnings.class).map(ToEarnings::invoice).toList(),
                    named.of(ToDispute.class).map(ToDispute::ref).toList());
            workingSet.readSpans(named.of(ToMonths.class)
                    .flatMap(months -> referrals.find(months.customer()).stream())
                    .map(Customer::id)
                    .toList());
            return new CommissionBatch(terms, now, referrals, workingSet, json);
        }
    }

    /** Begins a batch: reads the invoices that it names, with one statement. */
    public NamedInvoices readNamed(Terms terms, References named) {
        return new NamedInvoices(terms, named);
    }
}
