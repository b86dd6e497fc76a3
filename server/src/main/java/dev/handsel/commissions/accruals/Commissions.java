package dev.handsel.commissions.accruals;

import static java.util.stream.Collectors.toSet;

import dev.handsel.base.facts.Reference.ToDispute;
import dev.handsel.base.facts.Reference.ToHistory;
import dev.handsel.base.facts.Reference.ToInvoice;
import dev.handsel.base.facts.Reference.ToRefund;
import dev.handsel.base.facts.References;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.customers.Customer;
import dev.handsel.referrals.customers.ReferralBatch;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is earned, when it matures, and what is taken back. */
@Service
public class Commissions {

    private final InvoiceStore invoices;
    private final Bookings bookings;
    private final AuditTrail audit;

    Commissions(InvoiceStore invoices, Bookings bookings, AuditTrail audit) {
        this.invoices = invoices;
        this.bookings = bookings;
        this.audit = audit;
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
            this.workingSet = bookings.workingSet(terms.program().id());
            this.customers = List.copyOf(workingSet.readInvoices(
                    named.of(ToInvoice.class).map(ToInvoice::ref).toList(), refunds(), paying()));
        }

        /** Nobody can add an invoice of these: their references are locked. */
        private List<String> paying() {
            return named.of(ToHistory.class).map(ToHistory::customer).toList();
        }

        private List<String> refunds() {
            return named.of(ToRefund.class).map(ToRefund::ref).toList();
        }

        /** The customers of those invoices: they must be locked next. */
        public Collection<CustomerId> customers() {
            return customers;
        }

        /** Reads the rest: all that was told of the customers whose commissions may change; what is booked is read in the end. */
        public CommissionBatch readRest(ReferralBatch referrals, Instant now) {
            var read = paying().stream()
                    .flatMap(ref -> referrals.find(ref).stream())
                    .map(Customer::id)
                    .collect(toSet());
            var unread = customers.stream().filter(id -> !read.contains(id)).toList();
            var concerned = Stream.concat(read.stream(), unread.stream()).toList();
            var refs = Stream.concat(
                            refunds().stream(), named.of(ToDispute.class).map(ToDispute::ref))
                    .toList();
            workingSet.readHistories(concerned, unread, refs);
            return new CommissionBatch(bookings.begin(terms, now, workingSet), referrals, workingSet);
        }
    }

    /** Begins a batch: reads the invoices that it names, with one statement. */
    public NamedInvoices readNamed(Terms terms, References named) {
        return new NamedInvoices(terms, named);
    }

    /**
     * Where terms limit what affiliates earn in a month, nobody else books lines of these customers until the transaction ends,
     * whosever facts ask for it. They must have been locked, and none of their lines.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void holdCaps(Terms terms, Collection<Customer> customers) {
        bookings.holdCaps(terms, customers);
    }

    /**
     * Books what it changes that these customers are blocked, or are so no more. The caller holds them, the programme's terms and
     * {@link #holdCaps caps} of their affiliates.
     *
     * @param customers of the programme, as they are from now on
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void bookBlocks(Terms terms, Instant now, List<Customer> customers, String actor) {
        var ids = customers.stream().map(Customer::id).toList();
        var workingSet = bookings.workingSet(terms.program().id());
        workingSet.readHistories(ids, ids, List.of());
        var booking = bookings.begin(terms, now, workingSet);
        booking.begin(customers);
        customers.forEach(customer -> booking.book(customer, List.of(CausingFact.blocking(now))));
        audit.recordAll(booking.flush(actor));
    }

    /**
     * Books what the facts give for invoices of the first engine, too: from now on they follow the facts like all others. The
     * caller keeps everybody from telling events of the programme meanwhile.
     *
     * @param customers of the programme, each attributed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rebook(Terms terms, Instant now, List<Customer> customers, String actor) {
        var ids = customers.stream().map(Customer::id).toList();
        invoices.adopt(ids);
        var workingSet = bookings.workingSet(terms.program().id());
        workingSet.readHistories(ids, ids, List.of());
        var booking = bookings.begin(terms, now, workingSet);
        booking.begin(customers);
        customers.forEach(customer -> booking.book(customer, List.of(CausingFact.rebooking(now))));
        audit.recordAll(booking.flush(actor));
    }
}
