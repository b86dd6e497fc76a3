package dev.handsel.transfers;

import dev.handsel.payouts.Payout;
import dev.handsel.payouts.Payout.State;
import dev.handsel.payouts.PayoutsChanged;
import dev.handsel.stripe.Stripe;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Works through what is due, a few payouts at a time, from the start of the process to its end. */
@Component
class SenderLoop {

    private static final Logger log = LoggerFactory.getLogger(SenderLoop.class);
    private static final int AT_ONCE = 8;
    private static final long IDLE_MILLIS = 1_000;
    private static final long AFTER_FAILURE_MILLIS = 5_000;

    private final TransferSender sender;
    private final SenderGate gate;
    private final Stripe stripe;
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sender-", 0).factory());
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean stopping;

    SenderLoop(TransferSender sender, SenderGate gate, Stripe stripe) {
        this.sender = sender;
        this.gate = gate;
        this.stripe = stripe;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (stripe.works()) {
            workers.execute(this::loop);
        }
    }

    @TransactionalEventListener
    void changed(PayoutsChanged news) {
        if (news.changes().stream().anyMatch(change -> change.payout().state() == State.RESERVED)) {
            wakes.release();
        }
    }

    private void loop() {
        while (!stopping) {
            try {
                if (!next()) {
                    pause(IDLE_MILLIS);
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                log.warn("payouts wait for a moment", failure);
                pauseAfterFailure();
            }
        }
    }

    /** Hands the next payout to a worker; says whether there was one. */
    private boolean next() throws InterruptedException {
        free.acquire();
        boolean handed = false;
        try {
            if (gate.opens()) {
                var claimed = sender.claim();
                claimed.ifPresent(payout -> workers.execute(() -> work(payout)));
                handed = claimed.isPresent();
            }
        } finally {
            if (!handed) {
                free.release();
            }
        }
        return handed;
    }

    private void work(Payout payout) {
        try {
            sender.work(payout);
        } catch (RuntimeException failure) {
            log.warn("payout {} goes on when its lease ends", payout.order().id(), failure);
        } finally {
            free.release();
        }
    }

    private void pause(long millis) throws InterruptedException {
        if (wakes.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            wakes.drainPermits();
        }
    }

    private void pauseAfterFailure() {
        try {
            pause(AFTER_FAILURE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the answers that are awaited, so that none of them becomes unclear. */
    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        wakes.release();
        free.tryAcquire(AT_ONCE, 15, TimeUnit.SECONDS);
        workers.shutdownNow();
    }
}
