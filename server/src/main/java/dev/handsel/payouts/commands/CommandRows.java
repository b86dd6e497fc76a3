package dev.handsel.payouts.commands;

import dev.handsel.payouts.commands.CommandWork.AfterRefusal;
import dev.handsel.payouts.commands.StripeCommand.CommandState;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.once.Attempt;
import dev.handsel.payouts.once.ErrandRows;
import dev.handsel.payouts.once.Reason;
import dev.handsel.payouts.once.Request;
import dev.handsel.payouts.once.Standing;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far a command is, is its own state; the payout that it follows is held before it. */
@Component
class CommandRows implements ErrandRows<StripeCommand> {

    private final CommandStore store;
    private final StripeCommands commands;
    private final CommandWorks works;
    private final PayoutSteps payouts;

    CommandRows(CommandStore store, StripeCommands commands, CommandWorks works, PayoutSteps payouts) {
        this.store = store;
        this.commands = commands;
        this.works = works;
        this.payouts = payouts;
    }

    @Override
    public Optional<Standing> take(StripeCommand command) {
        payouts.take(command.instruction().payout());
        return store.take(command);
    }

    @Override
    public Optional<Attempt> begin(StripeCommand command, Request request) {
        payouts.take(command.instruction().payout());
        return store.begin(command, request);
    }

    @Override
    public Optional<Standing> answered(StripeCommand command) {
        payouts.take(command.instruction().payout());
        store.answered(command);
        return store.take(command);
    }

    @Override
    public void putBack(StripeCommand command, Duration pause, String why) {
        if (works.of(command).preparesAnew()) {
            store.again(command, pause, null, null);
        } else {
            store.goesOn(command, CommandState.WAITING, pause, null);
        }
    }

    @Override
    public void unclear(StripeCommand command, Duration pause, String why) {
        store.goesOn(command, CommandState.UNKNOWN, pause, null);
    }

    @Override
    public void refuse(StripeCommand command, Reason reason) {
        switch (works.of(command).refused(command, reason)) {
            case AfterRefusal.Ends _ -> commands.refuse(command, reason);
            case AfterRefusal.Waits waits -> commands.putOff(command, waits.pause(), reason);
        }
    }

    @Override
    public void neverSent(StripeCommand command, Reason reason) {
        if (take(command).filter(Standing::unsent).isPresent()) {
            commands.refuse(command, reason);
        }
    }

    @Override
    public void waits(StripeCommand command, Duration pause, @Nullable String hold) {
        if (take(command).isPresent()) {
            store.goesOn(command, null, pause, hold == null ? null : new Reason("held", hold));
            commands.record(command, hold);
        }
    }

    @Override
    public void asksAgain(StripeCommand command, Duration pause) {
        store.goesOn(command, null, pause, null);
    }
}
