package dev.handsel.commissions.accruals;

import static java.util.Comparator.comparing;

import dev.handsel.commissions.accruals.InvoiceBooking.Concern;
import dev.handsel.commissions.rules.CustomerHistory;
import dev.handsel.commissions.rules.CustomerInvoice;
import dev.handsel.commissions.rules.InputsJson;
import dev.handsel.platform.audit.AuditTrail.AuditEntry;
import dev.handsel.programs.terms.RuleSet;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.customers.Customer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/** Books the difference between what the facts of customers give and what is booked. */
final class Booking {

    private final Terms terms;
    private final Instant now;
    private final CommissionWorkingSet workingSet;
    private final InputsJson json;

    Booking(Terms terms, Instant now, CommissionWorkingSet workingSet, InputsJson json) {
        this.terms = terms;
        this.now = now;
        this.workingSet = workingSet;
        this.json = json;
    }

    /** Books what these facts change of what the customer's invoices have earned. */
    void book(Customer customer, List<CausingFact> facts) {
        if (customer.affiliate().isEmpty() || customer.signedUpAt() == null) {
            return;
        }
        var judged = new HashMap<String, CustomerInvoice>();
        workingSet.invoices(customer.id()).forEach(invoice -> judged.put(invoice.ref(), workingSet.judged(invoice)));
        var history = new CustomerHistory(customer.signedUpAt(), judged.values());
        var lines = workingSet.lines(customer.id());
        for (var invoice : concerned(customer, facts)) {
            var whole = Objects.requireNonNull(judged.get(invoice.ref()));
            var booked = lines.getOrDefault(invoice.ref(), List.of());
            var booking = new InvoiceBooking(
                    workingSet,
                    json,
                    now,
                    new Concern(customer, invoice, whole, booked, facts, history.isFollowed(whole)));
            if (invoice.wasCounted()) {
                booking.reverse();
            } else {
                var rules = rules(whole);
                booking.compare(history.inputs(whole, rules), rules);
            }
        }
    }

    private RuleSet rules(CustomerInvoice invoice) {
        return terms.at(invoice.charge().paidAt());
    }

    /** Those that the facts are about, and those that they may make to be judged otherwise, by the time of their payment. */
    private List<Invoice> concerned(Customer customer, List<CausingFact> facts) {
        var from = facts.stream()
                .map(CausingFact::judgedFrom)
                .min(Instant::compareTo)
                .orElse(Instant.MIN);
        return workingSet.invoices(customer.id()).stream()
                .filter(invoice -> !invoice.charge().paidAt().isBefore(from)
                        || facts.stream().anyMatch(fact -> fact.isAbout(invoice)))
                .sorted(comparing((Invoice invoice) -> invoice.charge().paidAt())
                        .thenComparing(Invoice::ref))
                .toList();
    }

    List<AuditEntry> flush(String actor) {
        return workingSet.flush(actor, now);
    }
}
