package dev.handsel.commissions.accruals;

import dev.handsel.base.facts.Reference.ToDispute;
import dev.handsel.base.facts.Reference.ToHistory;
import dev.handsel.base.facts.Reference.ToInvoice;
import dev.handsel.base.facts.Reference.ToRefund;
import dev.handsel.base.facts.References;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.commissions.rules.InputsJson;
import dev.handsel.ledger.Ledger;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.customers.Customer;
import dev.handsel.referrals.customers.ReferralBatch;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** What is earned, when it matures, and what is taken back. */
@Service
public class Commissions {

    private final InvoiceStore invoices;
    private final MoneyBackStore moneyBack;
    private final CommissionStore commissions;
    private final Ledger ledger;
    private final InputsJson json;

    Commissions(
            InvoiceStore invoices,
            MoneyBackStore moneyBack,
            CommissionStore commissions,
            Ledger ledger,
            InputsJson json) {
        this.invoices = invoices;
        this.moneyBack = moneyBack;
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
            this.workingSet = new CommissionWorkingSet(terms.program().id(), invoices, moneyBack, commissions, ledger);
            this.customers = List.copyOf(workingSet.readInvoices(
                    named.of(ToInvoice.class).map(ToInvoice::ref).toList(), refunds()));
        }

        private List<String> refunds() {
            return named.of(ToRefund.class).map(ToRefund::ref).toList();
        }

        /** The customers of those invoices: they must be locked next. */
        public Collection<CustomerId> customers() {
            return customers;
        }

        /** Reads the rest: all that is known of the customers whose commissions may change. */
        public CommissionBatch readRest(ReferralBatch referrals, Instant now) {
            var paying = named.of(ToHistory.class)
                    .flatMap(history -> referrals.find(history.customer()).stream())
                    .map(Customer::id);
            var concerned = Stream.concat(customers.stream(), paying).distinct().toList();
            var refs = Stream.concat(
                            refunds().stream(), named.of(ToDispute.class).map(ToDispute::ref))
                    .toList();
            workingSet.readHistories(concerned, refs);
            return new CommissionBatch(new Booking(terms, now, workingSet, json), referrals, workingSet);
        }
    }

    /** Begins a batch: reads the invoices that it names, with one statement. */
    public NamedInvoices readNamed(Terms terms, References named) {
        return new NamedInvoices(terms, named);
    }
}
