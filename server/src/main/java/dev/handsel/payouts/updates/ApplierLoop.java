package dev.handsel.payouts.updates;

import dev.handsel.platform.stripe.Stripe;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Applies events one after the other, soon after they arrive; what failed is tried again when it is due. */
@Component
class ApplierLoop {

    private static final Logger log = LoggerFactory.getLogger(ApplierLoop.class);
    private static final long IDLE_MILLIS = 5_000;

    private final EventApplier applier;
    private final Stripe stripe;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("stripe-events").factory());
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean stopping;

    ApplierLoop(EventApplier applier, Stripe stripe) {
        this.applier = applier;
        this.stripe = stripe;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (stripe.works()) {
            thread.execute(this::loop);
        }
    }

    @TransactionalEventListener
    void kept(Arrivals.Kept events) {
        wakes.release();
    }

    private void loop() {
        while (!stopping) {
            try {
                if (!applier.next() && wakes.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
                    wakes.drainPermits();
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                log.warn("an event of Stripe waits until its lease ends", failure);
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        wakes.release();
        thread.shutdown();
        if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }
}
