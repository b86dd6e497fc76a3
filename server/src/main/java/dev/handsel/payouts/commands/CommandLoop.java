package dev.handsel.payouts.commands;

import dev.handsel.payouts.transfers.SenderGate;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.work.WorkLoop;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Works through the commands that are due, a few at a time; they wait while nothing may be sent. */
@Component
class CommandLoop {

    private static final int AT_ONCE = 4;
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final CommandSender sender;
    private final SenderGate gate;
    private final Stripe stripe;
    private final WorkLoop loop = new WorkLoop("stripe-commands", AT_ONCE, IDLE, this::next);

    CommandLoop(CommandSender sender, SenderGate gate, Stripe stripe) {
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
    void ordered(StripeCommands.Ordered news) {
        loop.wake();
    }

    private Optional<Runnable> next() {
        return gate.opens() ? sender.claim().map(command -> () -> sender.work(command)) : Optional.empty();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        loop.stop();
    }
}
