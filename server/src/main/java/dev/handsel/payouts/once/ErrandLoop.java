package dev.handsel.payouts.once;

import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.work.WorkLoop;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Works through the errands of one kind that are due, a few at a time, in a server that may send; they wait while nothing may
 * be sent. Who has an errand makes it a bean, and says what wakes it.
 *
 * @param <T> one thing to be done
 */
public abstract class ErrandLoop<T> {

    /** Longer than any step takes; when it ends, somebody else goes on. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Errand<T> errand;
    private final ErrandSender sender;
    private final Stripe stripe;
    private final WorkLoop loop;

    /**
     * @param atOnce how many are worked on at a time
     * @param idle how long it waits where nothing was due
     */
    protected ErrandLoop(Errand<T> errand, ErrandSender sender, Stripe stripe, int atOnce, Duration idle) {
        this.errand = errand;
        this.sender = sender;
        this.stripe = stripe;
        this.loop = new WorkLoop(errand.name(), atOnce, idle, this::next);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (stripe.works()) {
            loop.start();
        }
    }

    /** Something may be due now. */
    protected final void wake() {
        loop.wake();
    }

    private Optional<Runnable> next() {
        return errand.opens() ? errand.claim(LEASE).map(item -> () -> sender.work(errand, item)) : Optional.empty();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        loop.stop();
    }
}
