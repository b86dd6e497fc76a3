package dev.handsel.payouts.commands;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.payouts.once.Errand;
import dev.handsel.payouts.once.ErrandRows;
import dev.handsel.payouts.once.Preparation;
import dev.handsel.payouts.once.Preparation.AlreadyDone;
import dev.handsel.payouts.once.Reason;
import dev.handsel.payouts.once.Request;
import dev.handsel.payouts.once.Seen;
import dev.handsel.payouts.transfers.SenderGate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What Stripe is to do beside transfers; each kind says what is particular to it. */
@Component
class CommandErrand implements Errand<StripeCommand> {

    private static final Reason NEVER_EXECUTED =
            new Reason("never_executed", "Stripe did not do it, and can do it no more.");

    private final CommandStore store;
    private final CommandWorks works;
    private final SenderGate gate;
    private final CommandRows rows;

    CommandErrand(CommandStore store, CommandWorks works, SenderGate gate, CommandRows rows) {
        this.store = store;
        this.works = works;
        this.gate = gate;
        this.rows = rows;
    }

    @Override
    public String name() {
        return "command";
    }

    @Override
    public PayoutId payout(StripeCommand command) {
        return command.instruction().payout();
    }

    @Override
    public boolean opens() {
        return gate.opens();
    }

    @Override
    public void denied(String message) {
        gate.deny(message);
    }

    @Override
    public Optional<StripeCommand> claim() {
        return store.claim();
    }

    @Override
    public Optional<Request> frozen(StripeCommand command) {
        return store.request(command);
    }

    @Override
    public Preparation prepare(StripeCommand command) {
        var preparation = works.of(command).prepare(command);
        return switch (preparation) {
            case Preparation.Ready _, Preparation.Never _ -> unlessDone(command, preparation);
            case AlreadyDone _, Preparation.Waits _, Preparation.Stays _, Preparation.Silent _ -> preparation;
        };
    }

    /** A database that was lost may have sent it, longer ago than Stripe keeps keys. */
    private Preparation unlessDone(StripeCommand command, Preparation otherwise) {
        return switch (lookUp(command)) {
            case Seen.Present present -> new AlreadyDone(present.object());
            case Seen.Silent silent -> new Preparation.Silent(silent.answer());
            case Seen.Absent _ -> otherwise;
        };
    }

    @Override
    public @Nullable String account(StripeCommand command) {
        return command.instruction().account();
    }

    @Override
    public Seen lookUp(StripeCommand command) {
        return works.of(command).lookUp(command);
    }

    @Override
    public void settle(StripeCommand command, JsonNode object) {
        works.of(command).settle(command, object);
    }

    @Override
    public Reason neverDone() {
        return NEVER_EXECUTED;
    }

    @Override
    public ErrandRows<StripeCommand> rows() {
        return rows;
    }
}
