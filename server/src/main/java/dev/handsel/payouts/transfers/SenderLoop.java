package dev.handsel.payouts.transfers;

import dev.handsel.payouts.lifecycle.Payout.State;
import dev.handsel.payouts.lifecycle.PayoutsChanged;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.work.WorkLoop;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Works through the payouts that are due, a few at a time. */
@Component
class SenderLoop {

    private static final int AT_ONCE = 8;
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final TransferSender sender;
    private final SenderGate gate;
    private final Stripe stripe;
    private final WorkLoop loop = new WorkLoop("sender", AT_ONCE, IDLE, this::next);

    SenderLoop(TransferSender sender, SenderGate gate, Stripe stripe) {
        this.sender = sender;
        this.gate = gate;
        this.stripe = stripe;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (stripe.works()) {
            loop.start();
        }
    }

    @TransactionalEventListener
    void changed(PayoutsChanged news) {
        if (news.changes().stream().anyMatch(change -> change.payout().state() == State.RESERVED)) {
            loop.wake();
        }
    }

    private Optional<Runnable> next() {
        return gate.opens() ? sender.claim().map(payout -> () -> sender.work(payout)) : Optional.empty();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        loop.stop();
    }
}
