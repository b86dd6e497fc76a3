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

    private final Stripe stripe;
    private final WorkLoop loop;

    /**
     * @param atOnce how many are worked on at a time
     * @param idle how long it waits where nothing was due
     */
    protected ErrandLoop(Errand<T> errand, ErrandSender sender, Stripe stripe, int atOnce, Duration idle) {
        this.stripe = stripe;
        this.loop = new WorkLoop(errand.name(), atOnce, idle, () -> next(errand, sender));
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

    private static <T> Optional<Runnable> next(Errand<T> errand, ErrandSender sender) {
        return errand.opens() ? errand.claim().map(item -> () -> sender.work(errand, item)) : Optional.empty();
    }

    @PreDestroy
    void stop() {
        loop.stop();
    }
}
