package dev.handsel.payouts.notices;

import dev.handsel.payouts.commands.StripeCommands;
import dev.handsel.payouts.commands.StripeCommands.Open;
import dev.handsel.payouts.lifecycle.Payout.PayoutState;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.lifecycle.PayoutsChanged;
import dev.handsel.payouts.transfers.CurrencyStops;
import dev.handsel.payouts.transfers.CurrencyStops.Stop;
import dev.handsel.payouts.transfers.SenderGate;
import dev.handsel.platform.work.WorkLoop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Figures of payouts: how many came to each state in this process, how long the oldest has been open, what is missing at
 * Stripe, what else Stripe is to do, whether sending is closed. Each process asks the database for itself, twice a minute, so that
 * scraping costs nothing.
 */
@Component
class PayoutFigures {

    private static final Logger log = LoggerFactory.getLogger(PayoutFigures.class);

    private final Map<PayoutState, Counter> counters = new EnumMap<>(PayoutState.class);
    private final AtomicLong oldest = new AtomicLong();
    private final MultiGauge shortfalls;
    private final MultiGauge open;
    private final PayoutSteps payouts;
    private final CurrencyStops stops;
    private final StripeCommands commands;
    private final WorkLoop loop = WorkLoop.every("payout-figures", Duration.ofSeconds(30), this::refreshOrWait);

    PayoutFigures(
            MeterRegistry meters, PayoutSteps payouts, CurrencyStops stops, StripeCommands commands, SenderGate gate) {
        this.payouts = payouts;
        this.stops = stops;
        this.commands = commands;
        for (var state : PayoutState.values()) {
            counters.put(
                    state,
                    Counter.builder("handsel.payouts")
                            .description("Payouts that came to this state.")
                            .tag("state", state.word())
                            .register(meters));
        }
        Gauge.builder("handsel.payouts.oldest.unsettled", oldest, AtomicLong::get)
                .description("How long ago the oldest payout was made that is neither sent nor given up.")
                .baseUnit("seconds")
                .register(meters);
        this.shortfalls = MultiGauge.builder("handsel.payouts.shortfall")
                .description("What is missing at Stripe for everything that waits, in minor units.")
                .register(meters);
        this.open = MultiGauge.builder("handsel.payouts.commands.open")
                .description("Reversals and bank payouts that were ordered and are not over.")
                .register(meters);
        Gauge.builder("handsel.payouts.sender.closed", gate, closed -> closed.reason() == null ? 0 : 1)
                .description("1 while this process may not send.")
                .register(meters);
    }

    @TransactionalEventListener
    void changed(PayoutsChanged steps) {
        steps.changes().forEach(change -> count(change.payout().state()));
    }

    private void count(PayoutState state) {
        var counter = counters.get(state);
        if (counter != null) {
            counter.increment();
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        loop.start();
    }

    private void refreshOrWait() {
        try {
            refresh();
        } catch (DataAccessException | TransactionException away) {
            log.debug("the figures of payouts stay as they are", away);
        }
    }

    @PreDestroy
    void stop() {
        loop.stop();
    }

    /** Asks the database anew. */
    void refresh() {
        oldest.set(payouts.oldestOpen().toSeconds());
        shortfalls.register(stops.all().stream().map(PayoutFigures::row).toList(), true);
        open.register(commands.open().stream().map(PayoutFigures::row).toList(), true);
    }

    private static MultiGauge.Row<Number> row(Open open) {
        return MultiGauge.Row.of(
                Tags.of("kind", open.kind().word(), "state", open.state().word()), open.commands());
    }

    private static MultiGauge.Row<Number> row(Stop stop) {
        return MultiGauge.Row.of(
                Tags.of("currency", stop.shortfall().currency().code()),
                stop.shortfall().minor());
    }
}
