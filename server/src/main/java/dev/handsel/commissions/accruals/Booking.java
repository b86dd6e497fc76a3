package dev.handsel.commissions.accruals;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import dev.handsel.base.facts.Block;
import dev.handsel.commissions.accruals.CappedMonths.Moved;
import dev.handsel.commissions.accruals.CappedMonths.Settled;
import dev.handsel.commissions.accruals.LineBooking.Concern;
import dev.handsel.commissions.caps.EarnedInvoice;
import dev.handsel.commissions.rules.CustomerHistory;
import dev.handsel.commissions.rules.CustomerInvoice;
import dev.handsel.commissions.rules.InputsJson;
import dev.handsel.commissions.rules.Occasion;
import dev.handsel.platform.audit.AuditTrail.AuditEntry;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.customers.Customer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Books the difference between what the facts of customers give and what is booked. Not for several threads. */
final class Booking {

    private final Terms terms;
    private final Instant now;
    private final CommissionWorkingSet workingSet;
    private final InputsJson json;
    private final CappedMonths capped;

    /** What waits until all of it is known, because it takes from the same caps. */
    private final List<Judged> limited = new ArrayList<>();

    Booking(Terms terms, Instant now, CommissionWorkingSet workingSet, InputsJson json, CappedMonths capped) {
        this.terms = terms;
        this.now = now;
        this.workingSet = workingSet;
        this.json = json;
        this.capped = capped;
    }

    /**
     * Reads what is booked for customers, before anything is booked for them; whom they are attributed to is decided. Where
     * affiliates are limited, nobody else books for theirs from now on.
     */
    void begin(Collection<Customer> customers) {
        if (terms.agreements().limitAffiliates()) {
            capped.keepOthersOut(terms.program().id(), customers);
        }
        var ids = customers.stream().map(Customer::id).toList();
        if (!terms.agreements().isEmpty()) {
            // What is earned for trades depends on what is earned for invoices where it is limited together.
            workingSet.readUnread(ids);
        }
        workingSet.readLines(ids);
    }

    /** Books what these facts change of what the customer's invoices and trades have earned. */
    void book(Customer customer, List<CausingFact> facts) {
        if (customer.affiliate().isEmpty() || customer.signedUpAt() == null) {
            return;
        }
        var theirs = new Theirs(customer);
        for (var invoice : concerned(customer, facts)) {
            var judged = theirs.judged(invoice, facts);
            if (invoice.wasCounted()) {
                booking(judged).reverse();
            } else {
                book(judged);
            }
        }
        theirs.bounty(facts).ifPresent(this::book);
    }

    private void book(Judged judged) {
        if (terms.agreements().limitAffiliates()) {
            limited.add(judged);
        } else {
            compare(judged);
        }
    }

    /** All that is known of one customer. */
    private final class Theirs {

        private final Customer customer;
        private final Map<String, CustomerInvoice> invoices = new HashMap<>();
        private final CustomerHistory history;
        private final Map<String, List<BookedLine>> lines;

        Theirs(Customer customer) {
            this.customer = customer;
            workingSet
                    .invoices(customer.id())
                    .forEach(invoice -> invoices.put(invoice.ref(), workingSet.judged(invoice)));
            var signedUpAt = Objects.requireNonNull(customer.signedUpAt());
            this.history = new CustomerHistory(
                    signedUpAt, invoices.values(), customer.terms(terms), customer.block(), customer.qualification());
            this.lines = workingSet.lines(customer.id());
        }

        Judged judged(Invoice invoice, List<CausingFact> facts) {
            return judged(Objects.requireNonNull(invoices.get(invoice.ref())), invoice.eventId(), facts);
        }

        Optional<Judged> bounty(List<CausingFact> facts) {
            return history.bounty().map(bounty -> judged(bounty, bounty.trade().event(), facts));
        }

        /** What is kept in a month; nothing where it stays as the first engine booked it. */
        Optional<Judged> judged(EarnedInvoice kept, List<CausingFact> facts) {
            return kept.place().ref().equals(Block.BOUNTY)
                    ? bounty(facts)
                    : workingSet
                            .invoice(kept.place().ref())
                            .filter(invoice -> !invoice.wasCounted())
                            .map(invoice -> judged(invoice, facts));
        }

        private Judged judged(Occasion occasion, String event, List<CausingFact> facts) {
            var booked = lines.getOrDefault(occasion.ref(), List.of());
            var concern = new Concern(customer, event, occasion, booked, facts, history);
            return new Judged(concern, history.inputs(occasion), history.rules(occasion));
        }
    }

    private LineBooking booking(Judged judged) {
        return new LineBooking(workingSet, json, now, judged.concern());
    }

    private void compare(Judged judged) {
        booking(judged).compare(judged.inputs(), judged.rules());
    }

    /** Those that the facts are about, and those that they may make to be judged otherwise, by the time of their payment. */
    private List<Invoice> concerned(Customer customer, List<CausingFact> facts) {
        var from = facts.stream()
                .map(CausingFact::judgedFrom)
                .min(Instant::compareTo)
                .orElse(Instant.MIN);
        return workingSet.invoices(customer.id()).stream()
                .filter(invoice -> !invoice.charge().paidAt().isBefore(from)
                        || facts.stream().anyMatch(fact -> fact.isAbout(invoice.ref())))
                .sorted(comparing((Invoice invoice) -> invoice.charge().paidAt())
                        .thenComparing(Invoice::ref))
                .toList();
    }

    /** Applies caps of months, to what was judged and to what else they change. */
    private void settle(Settled settled) {
        settled.invoices().forEach(this::compare);
        var owners = capped.customers(settled.moved().keySet());
        workingSet.readUnread(owners.keySet());
        workingSet.readLines(owners.keySet());
        settled.moved().keySet().stream()
                .collect(groupingBy(EarnedInvoice::customer))
                .forEach((owner, invoices) -> move(owners.get(owner), invoices, settled.moved()));
    }

    private void move(@Nullable Customer customer, List<EarnedInvoice> invoices, Map<EarnedInvoice, Moved> moved) {
        var theirs = new Theirs(Objects.requireNonNull(customer));
        for (var earned : invoices) {
            var cause = Objects.requireNonNull(moved.get(earned));
            theirs.judged(earned, cause.facts()).ifPresent(judged -> compare(judged.withEarnedInMonth(cause.before())));
        }
    }

    /** Writes all of it. */
    List<AuditEntry> flush(String actor) {
        if (limited.isEmpty()) {
            return workingSet.flush(actor, now);
        }
        var program = terms.program().id();
        var settled = capped.settle(program, limited);
        settle(settled);
        var entries = workingSet.flush(actor, now);
        capped.keep(program, settled);
        return entries;
    }
}
