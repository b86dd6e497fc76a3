package dev.handsel.payouts.commands;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.payouts.commands.CommandStore.Attempt;
import dev.handsel.payouts.commands.CommandStore.Standing;
import dev.handsel.payouts.commands.CommandWork.Preparation;
import dev.handsel.payouts.commands.CommandWork.Seen;
import dev.handsel.payouts.commands.StripeCommand.Kind;
import dev.handsel.payouts.commands.StripeCommand.Request;
import dev.handsel.payouts.commands.StripeCommand.State;
import dev.handsel.payouts.commands.StripeCommand.Trouble;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.stripe.Stripe;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Brings one command forward by one step, as transfers are: looks before it sends, writes down what it will send, sends,
 * writes down the answer. Between any two of these the process may die, and another one may do the same.
 */
@Component
class CommandSender {

    /** Longer than any step takes; when it ends, somebody else goes on. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final Trouble NEVER_EXECUTED =
            new Trouble("never_executed", "Stripe did not do it, and can do it no more.");

    private final CommandStore store;
    private final StripeCommands commands;
    private final CommandAnswers answers;
    private final PayoutSteps payouts;
    private final Stripe stripe;
    private final Transactions transactions;
    private final Map<Kind, CommandWork> works = new EnumMap<>(Kind.class);

    CommandSender(
            CommandStore store,
            StripeCommands commands,
            CommandAnswers answers,
            PayoutSteps payouts,
            Stripe stripe,
            Transactions transactions,
            List<CommandWork> works) {
        this.store = store;
        this.commands = commands;
        this.answers = answers;
        this.payouts = payouts;
        this.stripe = stripe;
        this.transactions = transactions;
        works.forEach(work -> this.works.put(work.kind(), work));
    }

    /** The command that is due next, if any: nobody else works on it for some minutes. */
    Optional<StripeCommand> claim() {
        return store.claim(LEASE);
    }

    /** Does what is to be done about a command that was claimed. */
    void work(StripeCommand command) {
        var work = Objects.requireNonNull(works.get(command.wish().kind()));
        store.request(command).ifPresentOrElse(request -> again(work, command, request), () -> begin(work, command));
    }

    private void begin(CommandWork work, StripeCommand command) {
        FailPoints.reach("command-is-claimed");
        switch (work.prepare(command)) {
            case Preparation.Ready(Request request) -> unlessDone(work, command, request);
            case Preparation.Silent silent -> answers.silent(command, silent.answer());
            case Preparation.Never never -> never(work, command, never.trouble());
            case Preparation.Waits waits -> transactions.run(() -> ifOpen(command, () -> hold(command, waits)));
        }
    }

    /** Unless a database that was lost had it done, or somebody else has begun it meanwhile. */
    private void never(CommandWork work, StripeCommand command, Trouble trouble) {
        switch (work.lookUp(command)) {
            case Seen.Present present -> work.settle(command, present.object());
            case Seen.Silent silent -> answers.silent(command, silent.answer());
            case Seen.Absent _ ->
                transactions.run(() -> {
                    payouts.take(command.wish().payout());
                    if (store.take(command).filter(Standing::unsent).isPresent()) {
                        commands.refuse(command, trouble);
                    }
                });
        }
    }

    private void hold(StripeCommand command, Preparation.Waits waits) {
        var trouble = waits.hold() == null ? null : new Trouble("held", waits.hold());
        store.goesOn(command, null, waits.pause(), trouble);
        commands.tell(command, waits.hold());
    }

    /** A database that was lost may have sent it, longer ago than Stripe keeps keys. */
    private void unlessDone(CommandWork work, StripeCommand command, Request request) {
        switch (work.lookUp(command)) {
            case Seen.Present present -> work.settle(command, present.object());
            case Seen.Absent _ -> send(work, command, request);
            case Seen.Silent silent -> answers.silent(command, silent.answer());
        }
    }

    /** After an attempt. */
    private void again(CommandWork work, StripeCommand command, Request request) {
        var standing = transactions.required(() -> store.take(command));
        if (standing.isEmpty() || !standing.get().state().open()) {
            return;
        }
        if (standing.get().repeatable()) {
            send(work, command, request);
        } else if (standing.get().conclusive()) {
            conclude(work, command);
        } else {
            transactions.run(
                    () -> store.goesOn(command, State.UNKNOWN, standing.get().untilConclusive(), null));
        }
    }

    private void send(CommandWork work, StripeCommand command, Request request) {
        stripe.awaitTurn();
        var begun = transactions.required(() -> {
            payouts.take(command.wish().payout());
            return store.begin(command, request);
        });
        if (begun.isEmpty()) {
            return;
        }
        FailPoints.reach("command-is-recorded");
        Attempt attempt = begun.get();
        var asked = attempt.request();
        var answer = stripe.postInTurn(
                asked.path(), asked.body(), asked.key(), command.wish().account());
        FailPoints.reach("command-is-answered");
        answers.draw(work, command, attempt.number(), answer);
        FailPoints.reach("command-is-settled");
    }

    /** No request can act any more: Stripe has done it, or never will. */
    private void conclude(CommandWork work, StripeCommand command) {
        switch (work.lookUp(command)) {
            case Seen.Present present -> work.settle(command, present.object());
            case Seen.Absent _ ->
                transactions.run(() -> ifOpen(command, () -> answers.refused(work, command, NEVER_EXECUTED)));
            case Seen.Silent silent -> answers.silent(command, silent.answer());
        }
    }

    /** Unless somebody else took it further meanwhile. */
    private void ifOpen(StripeCommand command, Runnable work) {
        payouts.take(command.wish().payout());
        if (store.take(command).filter(standing -> standing.state().open()).isPresent()) {
            work.run();
        }
    }
}
