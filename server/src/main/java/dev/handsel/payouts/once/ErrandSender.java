package dev.handsel.payouts.once;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.payouts.once.Preparation.AlreadyDone;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.stripe.Stripe;
import java.time.Duration;
import org.springframework.stereotype.Service;

/**
 * Brings one errand forward by one step: looks before it sends, writes down what it will send, sends, writes down the answer.
 * Between any two of these the process may die, and another one may do the same at the same time.
 */
@Service
public class ErrandSender {

    /** How long something that was claimed is kept waiting for its turn: far less than a lease. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static final String LOST = "The process that sent it did not come back.";

    private final AnswerHandler answers;
    private final Stripe stripe;
    private final Transactions transactions;

    ErrandSender(AnswerHandler answers, Stripe stripe, Transactions transactions) {
        this.answers = answers;
        this.stripe = stripe;
        this.transactions = transactions;
    }

    /** Does what is to be done about something that was claimed. */
    public <T> void work(Errand<T> errand, T item) {
        var turn = stripe.untilTurn();
        if (turn.compareTo(LONGEST_WAIT) > 0) {
            // Its lease would be over before anything could be asked.
            transactions.run(() -> errand.rows().asksAgain(item, turn));
            return;
        }
        errand.frozen(item).ifPresentOrElse(request -> again(errand, item, request), () -> begin(errand, item));
    }

    private <T> void begin(Errand<T> errand, T item) {
        FailPoints.reach(errand.name() + "-is-claimed");
        var rows = errand.rows();
        switch (errand.prepare(item)) {
            case Preparation.Ready ready -> send(errand, item, ready.request());
            case AlreadyDone done -> errand.settle(item, done.object());
            case Preparation.Silent silent -> answers.silent(errand, item, silent.answer());
            case Preparation.Waits waits -> transactions.run(() -> rows.waits(item, waits.pause(), waits.hold()));
            case Preparation.Never never -> transactions.run(() -> rows.neverSent(item, never.reason()));
            case Preparation.Stays _ -> {}
        }
    }

    /** After an attempt without a clear answer. */
    private <T> void again(Errand<T> errand, T item, Request request) {
        var rows = errand.rows();
        var standing = transactions.required(() -> rows.take(item));
        if (standing.isEmpty()) {
            return;
        }
        if (standing.get().repeatable()) {
            send(errand, item, request);
        } else if (standing.get().conclusive()) {
            conclude(errand, item);
        } else {
            transactions.run(() -> rows.take(item).ifPresent(now -> rows.unclear(item, now.untilConclusive(), LOST)));
        }
    }

    private <T> void send(Errand<T> errand, T item, Request request) {
        stripe.awaitTurn();
        FailPoints.reach(errand.name() + "-has-its-turn");
        var begun = transactions.required(() -> errand.rows().begin(item, request));
        if (begun.isEmpty()) {
            return;
        }
        FailPoints.reach(errand.name() + "-is-recorded");
        var attempt = begun.get();
        var asked = attempt.request();
        var answer = stripe.postInTurn(asked.path(), asked.body(), asked.key(), errand.account(item));
        FailPoints.reach(errand.name() + "-is-answered");
        answers.apply(errand, item, attempt.number(), answer);
        FailPoints.reach(errand.name() + "-is-settled");
    }

    /** No request can act any more: Stripe has done it, or never will. */
    private <T> void conclude(Errand<T> errand, T item) {
        FailPoints.reach(errand.name() + "-look-up-begins");
        var seen = errand.lookUp(item);
        FailPoints.reach(errand.name() + "-look-up-is-answered");
        switch (seen) {
            case Seen.Present present -> errand.found(item, present.object());
            case Seen.Absent _ -> transactions.run(() -> refuseIfConclusive(errand, item));
            case Seen.Silent silent -> answers.silent(errand, item, silent.answer());
        }
        FailPoints.reach(errand.name() + "-look-up-is-recorded");
    }

    private static <T> void refuseIfConclusive(Errand<T> errand, T item) {
        var rows = errand.rows();
        rows.take(item).filter(Standing::conclusive).ifPresent(_ -> rows.refuse(item, errand.neverDone()));
    }
}
