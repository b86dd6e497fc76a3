package dev.handsel.payouts.updates;

import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.work.WorkLoop;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Applies events one after the other, soon after they arrive; what failed is tried again when it is due. */
@Component
class ApplierLoop {

    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Stripe stripe;
    private final WorkLoop loop;

    ApplierLoop(EventApplier applier, Stripe stripe) {
        this.stripe = stripe;
        this.loop = new WorkLoop("stripe-events", 1, IDLE, applier::next);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (stripe.works()) {
            loop.start();
        }
    }

    @TransactionalEventListener
    void kept(Arrivals.Kept events) {
        loop.wake();
    }

    @PreDestroy
    void stop() {
        loop.stop();
    }
}
