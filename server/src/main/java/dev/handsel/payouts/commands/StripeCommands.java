package dev.handsel.payouts.commands;

import dev.handsel.base.ids.Ids;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.payouts.commands.StripeCommand.CommandKind;
import dev.handsel.payouts.commands.StripeCommand.CommandState;
import dev.handsel.payouts.commands.StripeCommand.Instruction;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.once.Reason;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders to Stripe. A payout has at most one open reversal, and one bank payout ever. Whoever needs both locks takes that of
 * the payout first.
 */
@Service
public class StripeCommands {

    private static final String ACTOR = "sender";

    /** A command was ordered; published in the transaction that wrote it down. */
    record CommandOrdered() {}

    /** How many commands of a kind are in a state that is not an end. */
    public record Open(CommandKind kind, CommandState state, long commands) {}

    private final CommandStore store;
    private final PayoutSteps payouts;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Transactions transactions;

    StripeCommands(
            CommandStore store,
            PayoutSteps payouts,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Transactions transactions) {
        this.store = store;
        this.payouts = payouts;
        this.audit = audit;
        this.events = events;
        this.transactions = transactions;
    }

    /** Writes down that this is to be done; none where the payout has one already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<StripeCommand> order(Instruction instruction) {
        var added = store.add(Ids.fresh(), instruction);
        added.ifPresent(command -> {
            Map<String, Object> more = new HashMap<>();
            more.put("amount", instruction.amount());
            if (instruction.reason() != null) {
                more.put("reason", instruction.reason());
            }
            record(command, instruction.actor(), "ordered", more);
            events.publishEvent(new CommandOrdered());
        });
        return added;
    }

    /** Everything of this kind that was ordered for the payout, the oldest first. */
    public List<StripeCommand> list(CommandKind kind, PayoutId payout) {
        return store.list(kind, payout);
    }

    /** All that are not over, counted. */
    public List<Open> open() {
        return store.open();
    }

    /** What waits for this connected account is looked at now. */
    public void release(String account) {
        transactions.run(() -> store.release(account));
    }

    /** Writes down that Stripe did it; nothing where that is known. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void done(StripeCommand command, String reference) {
        if (store.done(command, reference)) {
            record(command, null);
            record(command, ACTOR, "done", Map.of("reference", reference));
        }
    }

    /**
     * Writes down that what Stripe did was undone, so that it is to be done again; nothing where that is known.
     *
     * @param at not later than it was undone, by Stripe's clock
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void undone(StripeCommand command, Duration pause, Reason reason, Instant at) {
        again(command, pause, reason, at);
    }

    /** Nothing that was sent did anything: it is asked with another key, later. */
    void putOff(StripeCommand command, Duration pause, Reason reason) {
        again(command, pause, reason, null);
    }

    private void again(StripeCommand command, Duration pause, Reason reason, @Nullable Instant undoneAt) {
        if (store.again(command, pause, reason, undoneAt)) {
            record(command, reason.message());
            record(command, ACTOR, undoneAt == null ? "put_off" : "undone", detail(reason));
        }
    }

    void refuse(StripeCommand command, Reason reason) {
        store.refuse(command, reason);
        record(command, null);
        record(command, ACTOR, "refused", detail(reason));
    }

    /** Says why the payout's way to the bank waits; a reversal is no part of it. */
    void record(StripeCommand command, @Nullable String hold) {
        if (command.instruction().kind() == CommandKind.BANK_PAYOUT) {
            payouts.waits(command.instruction().payout(), hold);
        }
    }

    private static Map<String, Object> detail(Reason reason) {
        return Map.of("code", reason.code(), "message", reason.message());
    }

    private void record(StripeCommand command, String actor, String what, Map<String, Object> more) {
        var instruction = command.instruction();
        Map<String, Object> body = new HashMap<>(more);
        body.put("command", command.id());
        body.put("generation", command.generation());
        audit.record(
                actor,
                instruction.kind().word() + "." + what,
                instruction.payout().toString(),
                body);
    }
}
