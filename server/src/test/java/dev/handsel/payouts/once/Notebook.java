package dev.handsel.payouts.once;

import dev.handsel.base.ids.PayoutId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;

/** An errand that is kept in memory, and notes in their order what is asked of it and what is written down. */
final class Notebook implements Errand<String>, ErrandRows<String> {

    static final Reason NEVER = new Reason("never", "It was not done.");

    final List<String> notes = new ArrayList<>();
    Standing standing = new Standing(1, 1, true, Duration.ofHours(25));
    boolean over;

    @Nullable Request frozen;

    Preparation prepared = new Preparation.Stays();
    Seen seen = new Seen.Absent();

    private void asked(String what) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(what + " inside a transaction");
        }
        notes.add(what);
    }

    private void written(String what) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(what + " without a transaction");
        }
        notes.add(what);
    }

    @Override
    public String name() {
        return "notebook";
    }

    @Override
    public PayoutId payout(String item) {
        return new PayoutId(new UUID(0, 1));
    }

    @Override
    public boolean opens() {
        return true;
    }

    @Override
    public void denied(String message) {
        asked("denied");
    }

    @Override
    public Optional<String> claim(Duration lease) {
        return Optional.empty();
    }

    @Override
    public Optional<Request> frozen(String item) {
        return Optional.ofNullable(frozen);
    }

    @Override
    public Preparation prepare(String item) {
        asked("prepare");
        return prepared;
    }

    @Override
    public @Nullable String account(String item) {
        return null;
    }

    @Override
    public Seen lookUp(String item) {
        asked("look up");
        return seen;
    }

    @Override
    public void settle(String item, JsonNode object) {
        asked("settle");
    }

    @Override
    public void wasRefused(String item, Reason reason) {
        asked("was refused");
    }

    @Override
    public Reason neverDone() {
        return NEVER;
    }

    @Override
    public ErrandRows<String> rows() {
        return this;
    }

    @Override
    public Optional<Standing> take(String item) {
        return over ? Optional.empty() : Optional.of(standing);
    }

    @Override
    public Optional<Attempt> begin(String item, Request request) {
        written("begin");
        return Optional.empty();
    }

    @Override
    public Optional<Standing> answered(String item) {
        written("answered");
        standing = new Standing(
                standing.attempts(), standing.unanswered() - 1, standing.repeatable(), standing.untilConclusive());
        return take(item);
    }

    @Override
    public void putBack(String item, Duration pause, String why) {
        written("put back for " + pause);
    }

    @Override
    public void unclear(String item, Duration pause, String why) {
        written("unclear" + (pause.equals(standing.untilConclusive()) ? " until it is conclusive" : ""));
    }

    @Override
    public void refuse(String item, Reason reason) {
        written("refused: " + reason.code());
    }

    @Override
    public void neverSent(String item, Reason reason) {
        written("never sent: " + reason.code());
    }

    @Override
    public void waits(String item, Duration pause, @Nullable String hold) {
        written("waits for " + pause);
    }

    @Override
    public void asksAgain(String item, Duration pause) {
        written("asks again after " + pause);
    }
}
