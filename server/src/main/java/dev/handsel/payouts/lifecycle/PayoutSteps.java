package dev.handsel.payouts.lifecycle;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.ledger.Ledger;
import dev.handsel.payouts.lifecycle.Payout.BankState;
import dev.handsel.payouts.lifecycle.Payout.Transfer;
import dev.handsel.payouts.lifecycle.Payout.Transferred;
import dev.handsel.payouts.lifecycle.PayoutJournal.Step;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.work.WorkQueue.Claimed;
import dev.handsel.platform.work.WorkQueue.Lease;
import dev.handsel.programs.terms.Programs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Payouts for whoever speaks with their provider: which are due, and what became of them. The rows of payouts are the queue;
 * a claim only keeps others from doing the same work, and nothing depends on it being kept.
 */
@Service
public class PayoutSteps {

    /**
     * A payout whose money left.
     *
     * @param bank what is known of its way to the bank; null where nothing is
     * @param since not later than its transfer
     */
    public record AtBank(PayoutId id, @Nullable BankState bank, Instant since) {}

    private final PayoutStore store;
    private final PayoutJournal journal;
    private final Ledger ledger;
    private final Programs programs;
    private final Transactions transactions;
    private final InstantSource clock;

    PayoutSteps(
            PayoutStore store,
            PayoutJournal journal,
            Ledger ledger,
            Programs programs,
            Transactions transactions,
            InstantSource clock) {
        this.store = store;
        this.journal = journal;
        this.ledger = ledger;
        this.programs = programs;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The payout that has been due for longest, and of several the oldest; nobody else gets it for five minutes, longer
     * than any step takes. Waiting counts by the clock of the database. No transaction may be open.
     *
     * @param withoutNew currencies of which only payouts that were sent already are claimed
     */
    public Optional<Claimed<Payout>> claim(Collection<String> withoutNew) {
        return store.claim(withoutNew);
    }

    /**
     * Says when a payout that was claimed is looked at again, unless it has reached its end, or somebody else has it, meanwhile.
     *
     * @param hold why it waits, in words for people; null where it only waits for its turn
     */
    public void postpone(Lease lease, Duration pause, @Nullable String hold) {
        transactions.run(() -> store.postpone(lease, pause, hold));
    }

    /**
     * Lets a payout that was claimed keep its turn, before all that were made later, unless somebody else has it meanwhile.
     *
     * @param hold why it waits, in words for people
     */
    public void keepsItsTurn(Lease lease, String hold) {
        transactions.run(() -> store.keepsItsTurn(lease, hold));
    }

    /**
     * Says why the payment to the bank of a payout that left waits, unless it left otherwise meanwhile.
     *
     * @param hold in words for people; null where it does not wait any more
     */
    public void waits(PayoutId id, @Nullable String hold) {
        transactions.run(() -> store.hold(id, hold));
    }

    /** The payout as it is, without holding it. */
    public Optional<Payout> find(PayoutId id) {
        return store.find(id);
    }

    /** The sum of all payouts in this currency that wait to be sent, without what of them left already, in minor units. */
    public long waiting(Currency currency) {
        return store.waiting(currency);
    }

    /** What is to leave yet of the payout in this currency that is sent next, in minor units; none where none is due. */
    public OptionalLong nextWaiting(Currency currency) {
        return store.nextWaiting(currency);
    }

    /** How long ago, by the system's clock, the oldest payout was made that is open still; nothing where none is. */
    public Duration oldestOpen() {
        return store.oldestOpen();
    }

    /** What waits to be sent to this account of the provider is due now. */
    public void release(String destination) {
        transactions.run(() -> store.release(destination));
    }

    /** Whether money of a payout is at this account of the provider, or was. */
    public boolean wentTo(String destination) {
        return store.wentTo(destination);
    }

    /** A payout that waits to be sent is due now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void goesOn(PayoutId id) {
        store.goesOn(id);
    }

    /** The payout, held still until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Payout> take(PayoutId id) {
        return store.take(id);
    }

    /**
     * Payouts whose money went to this account of Stripe and did not come back, and of which something was heard lately, by
     * the clock of the database.
     */
    public List<AtBank> atBank(String destination, Duration lately) {
        return store.atBank(destination, lately);
    }

    /**
     * Writes down what became of a payout, with its effect on the ledger, the history and the audit log. News that says
     * nothing new writes nothing; news that cannot be is refused (409 {@code payout_state}).
     *
     * @param actor who reports it, as in the audit log
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Payout step(PayoutId id, String actor, ProviderOutcome... outcomes) {
        var now = store.take(id).orElseThrow(() -> new IllegalStateException("There is no payout " + id));
        List<Step> steps = new ArrayList<>();
        for (var outcome : outcomes) {
            var next = Transitions.after(now, outcome, actor);
            if (!next.equals(now)) {
                steps.add(new Step(now, next, outcome.cause(), outcome.detail(), outcome.part()));
                now = next;
            }
        }
        if (!steps.isEmpty()) {
            journal.move(actor, programs.get(now.terms().program()).now(clock), steps);
        }
        return now;
    }

    /**
     * Writes down a payout that the provider knows and this database has lost: its money is gone, whatever is payable now.
     * Where less than nothing is payable after that, another payout that was opened meanwhile and not sent is called off: it
     * would pay the same money again.
     *
     * @param terms as the transfer tells it, of origin {@code RECOVERED}
     * @param found what left: the whole, or the part that was found first
     * @param part the number of that part; 0 where it is the whole
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Payout recover(PayoutTerms terms, Transfer found, int part, String actor) {
        ProgramId program = terms.program();
        var written = new Step(
                null, new Transferred(terms, found), StepCause.RECOVERED, Map.of("reference", found.reference()), part);
        var now = programs.get(program).now(clock);
        journal.found(actor, now, written);
        if (ledger.lockPayable(terms.affiliate(), terms.amount().currency()).minor() < 0) {
            store.takeUnsent(terms.affiliate(), terms.amount().currency())
                    .ifPresent(unsent -> journal.move(actor, now, List.of(superseded(unsent, terms.id()))));
        }
        return written.to();
    }

    private static Step superseded(Payout unsent, PayoutId found) {
        return new Step(unsent, Transitions.canceled(unsent), StepCause.SUPERSEDED, Map.of("by", found));
    }
}
