package dev.handsel.payouts.lifecycle;

import static java.util.stream.Collectors.toSet;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.accruals.HeldAmounts;
import dev.handsel.ledger.Ledger;
import dev.handsel.ledger.Transaction;
import dev.handsel.payouts.lifecycle.PayoutsChanged.PayoutChange;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.audit.AuditTrail.AuditEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes down the steps of payouts: the row, its history, the ledger and the audit log, in the caller's transaction. */
@Component
class PayoutJournal {

    /**
     * One step of one payout, before it is written down.
     *
     * @param from null where the payout comes to be
     * @param detail what the history keeps beside it
     * @param part which part of the payout moved; 0 where it is the whole
     */
    record Step(@Nullable Payout from, Payout to, StepCause cause, Map<String, Object> detail, int part) {

        Step(@Nullable Payout from, Payout to, StepCause cause, Map<String, Object> detail) {
            this(from, to, cause, detail, 0);
        }

        static Step first(Payout payout, StepCause cause) {
            return new Step(null, payout, cause, Map.of());
        }

        @Nullable String fromWord() {
            return from == null ? null : from.state().word();
        }
    }

    private final PayoutStore store;
    private final PayoutHistory history;
    private final Ledger ledger;
    private final HeldAmounts held;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    PayoutJournal(
            PayoutStore store,
            PayoutHistory history,
            Ledger ledger,
            HeldAmounts held,
            AuditTrail audit,
            ApplicationEventPublisher events) {
        this.store = store;
        this.history = history;
        this.ledger = ledger;
        this.held = held;
        this.audit = audit;
        this.events = events;
    }

    /** Payouts of one programme that come to be. The caller has locked what is payable. */
    void open(ProgramId program, String actor, Instant at, List<Payout> payouts, StepCause cause) {
        if (payouts.isEmpty()) {
            return;
        }
        store.addAll(payouts);
        write(
                program,
                actor,
                at,
                payouts.stream().map(payout -> Step.first(payout, cause)).toList());
    }

    /** A payout that comes to be with its money gone. */
    void found(String actor, Instant at, Step step) {
        store.addAll(List.of(step.to()));
        write(step.to().terms().program(), actor, at, List.of(step));
    }

    /** The steps of one payout that was taken, in their order. */
    void move(String actor, Instant at, List<Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
        var last = steps.getLast().to();
        store.change(last);
        write(last.terms().program(), actor, at, steps);
    }

    private void write(ProgramId program, String actor, Instant at, List<Step> steps) {
        history.add(actor, at, steps);
        book(program, actor, at, steps);
        audit.recordAll(steps.stream().map(step -> auditEntry(actor, step)).toList());
        events.publishEvent(new PayoutsChanged(steps.stream()
                .map(step -> new PayoutChange(step.to(), step.cause(), step.detail()))
                .toList()));
    }

    private void book(ProgramId program, String actor, Instant at, List<Step> steps) {
        var transactions =
                steps.stream().flatMap(step -> transactions(step, at).stream()).toList();
        var returned = steps.stream()
                .filter(PayoutJournal::comesBack)
                .map(step -> step.to().terms().affiliate())
                .collect(toSet());
        if (returned.isEmpty()) {
            ledger.post(program, actor, transactions);
        } else {
            held.comesBack(returned, () -> ledger.post(program, actor, transactions));
        }
    }

    /** Whether it makes money payable again. */
    private static boolean comesBack(Step step) {
        return switch (step.to()) {
            case Payout.Canceled _, Payout.Failed _, Payout.PartlyReversed _, Payout.Reversed _ -> true;
            case Payout.Transferred done ->
                done.transfer().amount() < done.terms().amount().minor();
            case Payout.OnItsWay open ->
                step.from() != null && open.moved().back() > step.from().moved().back();
            case Payout.Requested _, Payout.Approved _ -> false;
        };
    }

    private static List<Transaction> transactions(Step step, Instant at) {
        return step.from() == null
                ? Postings.opening(step.to(), step.part(), at)
                : Postings.step(step.from(), step.to(), step.part(), at);
    }

    private static AuditEntry auditEntry(String actor, Step step) {
        var terms = step.to().terms();
        Map<String, Object> body = new HashMap<>(step.detail());
        body.put("affiliate", terms.affiliate());
        body.put("amount", terms.amount().minor());
        body.put("currency", terms.amount().currency().code());
        body.put("state", step.to().state());
        body.put("cause", step.cause().word());
        return new AuditEntry(actor, action(step), terms.id().toString(), body);
    }

    private static String action(Step step) {
        var unchanged = step.from() != null && step.from().state() == step.to().state();
        return "payout." + (unchanged ? step.cause().word() : step.to().state().word());
    }
}
