package dev.handsel.payouts.lifecycle;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.identity.access.Caller;
import dev.handsel.payouts.lifecycle.Payout.Approved;
import dev.handsel.payouts.lifecycle.Payout.Canceled;
import dev.handsel.payouts.lifecycle.Payout.Failed;
import dev.handsel.payouts.lifecycle.Payout.PartlyReversed;
import dev.handsel.payouts.lifecycle.Payout.Requested;
import dev.handsel.payouts.lifecycle.Payout.Reserved;
import dev.handsel.payouts.lifecycle.Payout.Reversed;
import dev.handsel.payouts.lifecycle.Payout.Sending;
import dev.handsel.payouts.lifecycle.Payout.Transferred;
import dev.handsel.payouts.lifecycle.Payout.Unknown;
import dev.handsel.payouts.lifecycle.PayoutJournal.Step;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Program.PayoutProvider;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.affiliates.Affiliate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Money on its way to affiliates. Every step is recorded with its effect on the ledger or not at all. */
@Service
public class Payouts {

    private final PayoutStore store;
    private final PayoutJournal journal;
    private final Withheld withheld;
    private final Programs programs;
    private final Transactions transactions;
    private final InstantSource clock;

    Payouts(
            PayoutStore store,
            PayoutJournal journal,
            Withheld withheld,
            Programs programs,
            Transactions transactions,
            InstantSource clock) {
        this.store = store;
        this.journal = journal;
        this.withheld = withheld;
        this.programs = programs;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Opens payouts of one programme: those that two people must agree to wait for approval, the others go on their way. The
     * caller holds what is payable still and has judged each of them.
     *
     * @param actor who runs the batch, as in the audit log
     * @param at by the programme's clock
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void open(ProgramId program, String actor, Instant at, List<Payout> made) {
        journal.open(program, actor, at, made, StepCause.BATCH);
    }

    /**
     * Lets a requested payout go on its way; one that was let go already is returned as it stands. Refused (409 {@code on_hold})
     * while what it pays is held, or was taken back by a block: it can be canceled, or approved later.
     */
    Payout approve(PayoutId id, Affiliate affiliate, Caller.Person approver) {
        return transactions.required(() -> switch (take(id)) {
            case Requested requested -> approved(requested, affiliate, approver);
            case Approved already -> already;
            case Reserved already -> already;
            case Sending already -> already;
            case Unknown already -> already;
            case Transferred already -> already;
            case PartlyReversed already -> already;
            case Reversed already -> already;
            case Failed failed -> throw Transitions.refused(failed, "approval");
            case Canceled canceled -> throw Transitions.refused(canceled, "approval");
        });
    }

    private Payout approved(Requested requested, Affiliate affiliate, Caller.Person approver) {
        var concerned = approver.actor().equals(requested.terms().requestedBy())
                || approver.account().equals(affiliate.account());
        if (requested.terms().twoPerson() && concerned) {
            throw new Refused(
                    RefusalKind.FORBIDDEN,
                    "second_person_required",
                    "Whoever asked for this payout or receives it cannot approve it.");
        }
        withheld.refuse(requested);
        var steps = new Steps(requested);
        approve(steps, approver.actor());
        return written(steps, programs.get(requested.terms().program()), approver.actor());
    }

    /** Calls a payout off that was not sent; the money is payable again. Repeatable. */
    Payout cancel(PayoutId id, Caller.Person caller) {
        return transactions.required(() -> {
            var steps = new Steps(take(id));
            var program = programs.get(steps.now.terms().program());
            steps.to(Transitions.canceled(steps.now), StepCause.CANCELED, Map.of());
            return written(steps, program, caller.actor());
        });
    }

    /**
     * Does what the simulated provider is told, which stands for approval and sending too. Repeatable. Refuses payouts of
     * another provider (409 {@code not_simulated}), what two people must agree to (409 {@code approval_required}), and to send what
     * must not leave now (409 {@code on_hold}).
     */
    public Payout simulate(PayoutId id, ProviderOutcome outcome, Caller caller) {
        return transactions.required(() -> {
            var steps = new Steps(take(id));
            var program = programs.get(steps.now.terms().program());
            if (steps.now.terms().provider() != PayoutProvider.SIMULATED) {
                throw Refused.conflict("not_simulated", "The provider of this payout is a real one.");
            }
            if (sends(outcome)) {
                if (outcome instanceof ProviderOutcome.TransferCreated) {
                    withheld.refuse(steps.now);
                }
                if (steps.now instanceof Requested requested
                        && requested.terms().twoPerson()) {
                    throw Refused.conflict("approval_required", "A second person must approve this payout first.");
                }
                approve(steps, caller.actor());
            }
            steps.to(Transitions.after(steps.now, outcome, caller.actor()), outcome.cause(), outcome.detail());
            return written(steps, program, caller.actor());
        });
    }

    private static boolean sends(ProviderOutcome outcome) {
        return outcome instanceof ProviderOutcome.TransferCreated || outcome instanceof ProviderOutcome.TransferFailed;
    }

    /** As far as this goes without the provider's answer. */
    private static void approve(Steps steps, String actor) {
        if (steps.now instanceof Requested requested) {
            steps.to(requested.approve(actor), StepCause.APPROVED, Map.of());
        }
        if (steps.now instanceof Approved approved) {
            steps.to(approved.reserve(), StepCause.RESERVED, Map.of());
        }
    }

    private Payout written(Steps steps, Program program, String actor) {
        journal.move(actor, program.now(clock), steps.taken);
        return steps.now;
    }

    private Payout take(PayoutId id) {
        return store.take(id).orElseThrow(() -> Refused.notFound("payout"));
    }

    /** The steps of one payout within one command. */
    private static final class Steps {

        private final List<Step> taken = new ArrayList<>();
        private Payout now;

        Steps(Payout start) {
            this.now = start;
        }

        void to(Payout next, StepCause cause, Map<String, Object> detail) {
            if (!next.equals(now)) {
                taken.add(new Step(now, next, cause, detail));
                now = next;
            }
        }
    }
}
