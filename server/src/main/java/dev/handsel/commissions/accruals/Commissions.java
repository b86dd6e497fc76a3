package dev.handsel.commissions.accruals;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.commissions.rules.InputsJson;
import dev.handsel.ledger.Ledger;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.customers.ReferralBatch;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.stereotype.Service;

/** What is earned, when it matures, and what is taken back. */
@Service
public class Commissions {

    private final InvoiceStore invoices;
    private final LineStore lines;
    private final Ledger ledger;
    private final InputsJson json;

    Commissions(InvoiceStore invoices, LineStore lines, Ledger ledger, InputsJson json) {
        this.invoices = invoices;
        this.lines = lines;
        this.ledger = ledger;
        this.json = json;
    }

    /** The invoices that a batch names, read before it is known whose they are. */
    public final class Draft {

        private final Terms terms;
        private final Collection<Fact> facts;
        private final CommissionBooks books;
        private final Collection<CustomerId> customers;

        private Draft(Terms terms, Collection<Fact> facts) {
            this.terms = terms;
            this.facts = facts;
            this.books = new CommissionBooks(terms.program().id(), invoices, lines, ledger);
            this.customers = books.readInvoices(named(facts));
        }

        /** The customers of those invoices: they must be locked next. */
        public Collection<CustomerId> customers() {
            return customers;
        }

        /** Reads the rest: what can be reversed, and the months of customers whose plans changed. */
        public CommissionBatch open(ReferralBatch referrals, Instant now) {
            var reversible = new LinkedHashSet<String>();
            var disputes = new LinkedHashSet<String>();
            var prorated = new LinkedHashSet<CustomerId>();
            for (var fact : facts) {
                switch (fact) {
                    case Fact.Refund refund -> reversible.add(refund.invoice());
                    case Fact.DisputeOpened opened -> {
                        reversible.add(opened.invoice());
                        disputes.add(opened.dispute());
                    }
                    case Fact.DisputeClosed closed -> {
                        reversible.add(closed.invoice());
                        disputes.add(closed.dispute());
                    }
                    case Fact.InvoicePaid paid
                    when paid.charge().prorates() ->
                        referrals.find(paid.customer()).ifPresent(customer -> prorated.add(customer.id()));
                    case Fact _ -> {}
                }
            }
            books.readReversible(reversible, disputes);
            books.readSpans(prorated);
            return new CommissionBatch(terms, now, referrals, books, json);
        }
    }

    /** Begins a batch: reads the invoices that it names, with one statement. */
    public Draft draft(Terms terms, Collection<Fact> facts) {
        return new Draft(terms, facts);
    }

    private static Set<String> named(Collection<Fact> facts) {
        var refs = new LinkedHashSet<String>();
        for (var fact : facts) {
            switch (fact) {
                case Fact.InvoicePaid paid -> refs.add(paid.invoice());
                case Fact.Refund refund -> refs.add(refund.invoice());
                case Fact.DisputeOpened opened -> refs.add(opened.invoice());
                case Fact.DisputeClosed closed -> refs.add(closed.invoice());
                case Fact _ -> {}
            }
        }
        return refs;
    }
}
