package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.money.Currencies;
import dev.handsel.commissions.accruals.CommissionBalance.Inherited;
import dev.handsel.commissions.accruals.CommissionChange.ChangeCause;
import dev.handsel.commissions.rules.Bounty;
import dev.handsel.commissions.rules.CustomerHistory;
import dev.handsel.commissions.rules.CustomerInvoice;
import dev.handsel.commissions.rules.Earning;
import dev.handsel.commissions.rules.Earning.CommissionKind;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.InputsJson;
import dev.handsel.commissions.rules.Occasion;
import dev.handsel.programs.terms.RuleSet;
import dev.handsel.referrals.customers.Customer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Books the difference of one invoice, or of a bounty. A line that is no longer what the facts give is reversed in full and never revived;
 * another one takes its place.
 */
final class LineBooking {

    /** As many facts are named as causes; more are told at once by imports alone. */
    private static final int NAMED = 100;

    private final CommissionWorkingSet workingSet;
    private final InputsJson json;
    private final Instant now;
    private final Concern concern;

    LineBooking(CommissionWorkingSet workingSet, InputsJson json, Instant now, Concern concern) {
        this.workingSet = workingSet;
        this.json = json;
        this.now = now;
        this.concern = concern;
    }

    /**
     * What a booking is about.
     *
     * @param event the event that told of it
     * @param booked its lines, those that were replaced too
     * @param facts what is new of the customer
     * @param history all that is known of the customer
     */
    record Concern(
            Customer customer,
            String event,
            Occasion occasion,
            List<BookedLine> booked,
            List<CausingFact> facts,
            CustomerHistory history) {

        /** Whether an invoice dated later is known. */
        private boolean late() {
            return switch (occasion) {
                case CustomerInvoice invoice -> history.isFollowed(invoice);
                // Their invoices need not have been read.
                case Bounty bounty ->
                    customer.lastPaidAt() != null && bounty.at().isBefore(customer.lastPaidAt());
            };
        }

        /** What lines of it are earned for, as the audit trail says it. */
        private Map.Entry<String, String> named() {
            return switch (occasion) {
                case CustomerInvoice invoice -> Map.entry("invoice", invoice.ref());
                case Bounty _ -> Map.entry("customer", customer.ref());
            };
        }

        /** What is to be reversed of a line of this amount. */
        private long reversed(long amount) {
            return history.reversed(occasion, amount);
        }

        /** Whether it is booked because a block began or ended. */
        private boolean byBlock() {
            return facts.getLast().cause() == ChangeCause.BLOCKED;
        }

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

        /** The facts about this very one. */
        private List<CausingFact> direct() {
            return facts.stream().filter(fact -> fact.isAbout(occasion.ref())).toList();
        }

        /** The facts about this very one, or all of them where it has none. */
        private List<CausingFact> causes() {
            return direct().isEmpty() ? facts : direct();
        }

        /** The facts by which it may be judged otherwise than before, at most {@value #NAMED}. */
        private List<CausingFact> earlier() {
            return facts.stream()
                    .filter(fact ->
                            fact.isAbout(occasion.ref()) || !fact.judgedFrom().isAfter(occasion.at()))
                    .limit(NAMED)
                    .toList();
        }
    }

    /** Brings what is reversed of each line that counts to its target. */
    void reverse() {
        concern.booked().stream().filter(BookedLine::isLive).forEach(this::reverse);
    }

    /** Compares the lines that count with what is earned now. */
    void compare(Optional<Inputs> inputs, RuleSet rules) {
        var kept = new ArrayList<BookedLine>();
        var replaced = new ArrayList<BookedLine>();
        var earned = new ArrayList<Earning>();
        var earnings = inputs.map(Inputs::earnings).orElse(List.of());
        for (var kind : CommissionKind.values()) {
            var earning = earnings.stream().filter(one -> one.kind() == kind).findFirst();
            var live = concern.live(kind);
            if (live.isPresent()
                    && earning.filter(one -> says(live.get(), one, rules)).isPresent()) {
                kept.add(live.get());
            } else {
                live.ifPresent(replaced::add);
                earning.ifPresent(earned::add);
            }
        }
        kept.forEach(this::reverse);
        replaced.forEach(this::takeOut);
        if (!earned.isEmpty()) {
            var entered = enter(earned, replaced, inputs.orElseThrow(), rules);
            entered.forEach(this::reverseEntered);
            replaced.forEach(line -> note(line, entered));
        } else {
            replaced.forEach(line -> note(line, List.of()));
        }
    }

    private boolean says(BookedLine line, Earning earning, RuleSet rules) {
        return line.says(earning, rules.id(), concern.customer().affiliate().orElseThrow());
    }

    private void takeOut(BookedLine line) {
        var balance = line.balance();
        if (balance.reversed() < balance.amount()) {
            workingSet.post(balance.reversal(balance.amount(), now));
        }
        record(balance, balance.amount(), concern.facts().getLast().replacing(), concern.earlier(), now);
        workingSet.change(line.with(balance.replaced()));
    }

    private List<BookedLine> enter(List<Earning> earned, List<BookedLine> replaced, Inputs inputs, RuleSet rules) {
        var text = json.write(inputs);
        var inherited = Inherited.of(replaced.stream().map(BookedLine::balance).toList());
        var entered = new ArrayList<BookedLine>();
        for (var earning : earned) {
            entered.add(enter(earning, inherited, text, inputs.engine(), rules));
            inherited = inherited.after(earning.amount());
        }
        return entered;
    }

    private BookedLine enter(Earning earning, Inherited inherited, String inputs, String engine, RuleSet rules) {
        var customer = concern.customer();
        var occasion = concern.occasion();
        var commission = new Commission(
                CommissionId.fresh(),
                customer.affiliate().orElseThrow(),
                customer.id(),
                customer.ref(),
                occasion.ref(),
                concern.event(),
                earning,
                concern.nextGeneration(earning.kind()),
                Currencies.find(occasion.currency()).orElseThrow(),
                occasion.at(),
                rules.id(),
                rules.version(),
                concern.late(),
                inputs,
                engine,
                isFirst() ? occasion.at() : now,
                now);
        return workingSet.add(commission, inherited);
    }

    /** Whether it enters the books as if it had always been there: what is told late belongs into its own time. */
    private boolean isFirst() {
        return concern.booked().isEmpty() && !concern.byBlock();
    }

    private void reverse(BookedLine line) {
        long target = concern.reversed(line.balance().amount());
        if (target != line.balance().reversed()) {
            var causes = concern.causes();
            reverse(line, target, causes, causes.getLast().occurredAt());
        }
    }

    /** What went back of the invoice before goes off its new lines at once, for the reasons that it had. */
    private void reverseEntered(BookedLine line) {
        long target = concern.reversed(line.balance().amount());
        if (target != 0) {
            var direct = concern.direct();
            var causes = direct.stream().allMatch(fact -> fact.cause() == ChangeCause.RECOMPUTED)
                    ? workingSet.moneyBack(concern.occasion())
                    : direct;
            reverse(line, target, causes, isFirst() ? causes.getLast().occurredAt() : now);
        }
    }

    private void reverse(BookedLine line, long target, List<CausingFact> causes, Instant at) {
        var balance = line.balance();
        var last = causes.getLast();
        workingSet.post(balance.reversal(target, at));
        record(balance, target, last.cause(), causes, at);
        workingSet.change(line.with(balance.reversedTo(target)));
        var body = new LinkedHashMap<String, Object>();
        body.put(concern.named().getKey(), concern.named().getValue());
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

    /** What was replaced, what took its place, and the facts. */
    private void note(BookedLine replaced, List<BookedLine> entered) {
        var body = new LinkedHashMap<String, Object>();
        body.put(concern.named().getKey(), concern.named().getValue());
        body.put("kind", replaced.kind());
        body.put("amount", replaced.balance().amount());
        body.put(
                "replaced_by",
                entered.stream()
                        .map(line -> Map.of(
                                "commission", line.balance().id(),
                                "kind", line.kind(),
                                "amount", line.balance().amount()))
                        .toList());
        body.put("events", events(concern.earlier()));
        if (concern.byBlock()) {
            body.put("cause", ChangeCause.BLOCKED);
        }
        workingSet.audit("commission.recomputed", replaced.balance().id(), body);
    }
}
