package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.money.Currencies;
import dev.handsel.commissions.accruals.CommissionChange.ChangeCause;
import dev.handsel.commissions.rules.CustomerInvoice;
import dev.handsel.commissions.rules.Earning;
import dev.handsel.commissions.rules.Earning.CommissionKind;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.InputsJson;
import dev.handsel.programs.terms.RuleSet;
import dev.handsel.referrals.customers.Customer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Books the difference of one invoice. A line that is no longer what the facts give is reversed in full and never revived;
 * another one takes its place.
 */
final class InvoiceBooking {

    private final CommissionWorkingSet workingSet;
    private final InputsJson json;
    private final Instant now;
    private final Concern concern;

    InvoiceBooking(CommissionWorkingSet workingSet, InputsJson json, Instant now, Concern concern) {
        this.workingSet = workingSet;
        this.json = json;
        this.now = now;
        this.concern = concern;
    }

    /**
     * What a booking is about.
     *
     * @param judged the invoice with what went back of it
     * @param booked its lines, those that were replaced too
     * @param facts what is new of the customer
     */
    record Concern(
            Customer customer,
            Invoice invoice,
            CustomerInvoice judged,
            List<BookedLine> booked,
            List<CausingFact> facts) {

        private Optional<BookedLine> live(CommissionKind kind) {
            return booked.stream()
                    .filter(line -> line.kind() == kind && line.isLive())
                    .findFirst();
        }

        private int nextGeneration(CommissionKind kind) {
            return 1
                    + booked.stream()
                            .filter(line -> line.kind() == kind)
                            .mapToInt(BookedLine::generation)
                            .max()
                            .orElse(0);
        }

        /** The facts about this very invoice, or all of them where it has none. */
        private List<CausingFact> causes() {
            var direct = facts.stream().filter(fact -> fact.isAbout(invoice)).toList();
            return direct.isEmpty() ? facts : direct;
        }
    }

    /** Brings what is reversed of each line that counts to its target. */
    void reverse() {
        concern.booked().stream().filter(BookedLine::isLive).forEach(this::reverse);
    }

    /** Compares the lines that count with what the invoice earns now. */
    void compare(Optional<Inputs> inputs, RuleSet rules) {
        for (var kind : CommissionKind.values()) {
            var earning = inputs.flatMap(one -> one.earning(kind));
            var live = concern.live(kind);
            boolean same = live.isPresent()
                    && earning.isPresent()
                    && live.get()
                            .says(
                                    earning.get(),
                                    rules.id(),
                                    concern.customer().affiliate().orElseThrow());
            if (same) {
                reverse(live.get());
            } else {
                live.ifPresent(this::takeOut);
                var entered = earning.map(one -> enter(one, inputs.orElseThrow(), rules));
                live.ifPresent(line -> note(line, entered));
                entered.ifPresent(this::reverse);
            }
        }
    }

    private void takeOut(BookedLine line) {
        var balance = line.balance();
        if (balance.reversed() < balance.amount()) {
            workingSet.post(balance.reversal(balance.amount(), now));
            record(balance, balance.amount(), concern.facts().getLast().replacing(), concern.facts(), now);
        }
        workingSet.change(line.with(balance.replaced()));
    }

    private BookedLine enter(Earning earning, Inputs inputs, RuleSet rules) {
        var customer = concern.customer();
        var invoice = concern.invoice();
        var charge = invoice.charge();
        var live = concern.live(earning.kind());
        var commission = new Commission(
                CommissionId.fresh(),
                customer.affiliate().orElseThrow(),
                customer.id(),
                customer.ref(),
                invoice.ref(),
                invoice.eventId(),
                earning,
                concern.nextGeneration(earning.kind()),
                Currencies.find(charge.currency()).orElseThrow(),
                charge.paidAt(),
                rules.id(),
                rules.version(),
                invoice.late(),
                json.write(inputs),
                inputs.engine(),
                now);
        return workingSet.add(
                commission, live.filter(line -> line.balance().held()).isPresent());
    }

    private void reverse(BookedLine line) {
        var balance = line.balance();
        long target = concern.judged().reversed(balance.amount());
        if (target == balance.reversed()) {
            return;
        }
        var causes = concern.causes();
        var last = causes.getLast();
        workingSet.post(balance.reversal(target, last.occurredAt()));
        record(balance, target, last.cause(), causes, last.occurredAt());
        workingSet.change(line.with(balance.reversedTo(target)));
        var body = new LinkedHashMap<String, Object>();
        body.put("invoice", line.invoice());
        body.put("cause", last.cause());
        body.put("events", events(causes));
        body.put("reversed", target);
        body.put("before", balance.reversed());
        workingSet.audit(
                target > balance.reversed() ? "commission.clawed_back" : "commission.reinstated", balance.id(), body);
    }

    private void record(
            CommissionBalance balance, long after, ChangeCause cause, List<CausingFact> causes, Instant at) {
        workingSet.add(new CommissionChange(
                balance.id(), balance.reversals() + 1, cause, events(causes), balance.reversed(), after, at));
    }

    private static List<String> events(List<CausingFact> causes) {
        return causes.stream()
                .flatMap(cause -> Stream.ofNullable(cause.event()))
                .toList();
    }

    /** Both lines and the facts. */
    private void note(BookedLine replaced, Optional<BookedLine> entered) {
        var body = new LinkedHashMap<String, Object>();
        body.put("invoice", replaced.invoice());
        body.put("kind", replaced.kind());
        body.put("amount", replaced.balance().amount());
        entered.ifPresent(line -> {
            body.put("replaced_by", line.balance().id());
            body.put("replaced_by_amount", line.balance().amount());
        });
        body.put("events", events(concern.facts()));
        workingSet.audit("commission.recomputed", replaced.balance().id(), body);
    }
}
