package dev.handsel.payouts.reconciliation;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.payouts.reconciliation.Movements.TransferKey;
import dev.handsel.payouts.reconciliation.ReconciliationReport.DifferenceReason;
import dev.handsel.payouts.reconciliation.ReconciliationReport.TransferDifference;
import dev.handsel.payouts.transfers.TransferUpdates;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.stripe.StripeAnswer;
import dev.handsel.platform.stripe.StripeAnswer.Declined;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/**
 * Compares a day at Stripe with the same day in the ledger, transfer by transfer, and says of each difference why it is
 * there. What was missing here is booked on the way; what stays unexplained is told loudly.
 */
@Service
public class Reconciliation {

    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

    /** A day is compared some time after its end, when everything that was on its way has arrived. */
    private static final Duration AFTER = Duration.ofMinutes(20);

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MADE_UP_FOR = Duration.ofDays(30);

    private final Movements movements;
    private final Booked booked;
    private final ReconciliationStore store;
    private final Stripe stripe;
    private final TransferUpdates updates;
    private final Transactions transactions;
    private final InstantSource clock;

    Reconciliation(
            Movements movements,
            Booked booked,
            ReconciliationStore store,
            Stripe stripe,
            TransferUpdates updates,
            Transactions transactions,
            InstantSource clock) {
        this.movements = movements;
        this.booked = booked;
        this.store = store;
        this.stripe = stripe;
        this.updates = updates;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Compares yesterday, UTC, and the days of the last month before it that were missed since the first that was compared.
     * What could not be asked for is tried again the next time.
     */
    public void runDue() {
        var today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        if (stripe.works() && clock.instant().isAfter(today.plus(AFTER))) {
            compareUntil(today);
        }
    }

    void compareUntil(Instant today) {
        var yesterday = today.minus(DAY);
        var first = store.first()
                .map(at -> at.truncatedTo(ChronoUnit.DAYS))
                .filter(yesterday::isAfter)
                .orElse(yesterday);
        var oldest = today.minus(MADE_UP_FOR);
        for (var day = first.isBefore(oldest) ? oldest : first; day.isBefore(today); day = day.plus(DAY)) {
            if (!store.made(day) && run(day, day.plus(DAY)).isEmpty()) {
                return;
            }
        }
    }

    /** The reports of all currencies in which something moved; empty where Stripe did not answer everything. */
    Optional<List<ReconciliationReport>> run(Instant from, Instant to) {
        var there = movements.of(from, to);
        if (there.isEmpty()) {
            log.warn("Stripe did not list the movements of {}; they are compared later", from);
            return Optional.empty();
        }
        var reports = reports(there.get(), booked.between(from, to));
        FailPoints.reach("reconciliation-is-made");
        if (reports.isPresent()) {
            transactions.required(() -> store.add(from, to, reports.get()));
            reports.get().stream()
                    .filter(report -> report.unexplained() > 0)
                    .forEach(report -> log.error(
                            "{} minor units of {} between {} and {} are unexplained: {}",
                            report.unexplained(),
                            report.currency(),
                            from,
                            to,
                            report.differences()));
        }
        return reports;
    }

    private Optional<List<ReconciliationReport>> reports(Map<TransferKey, Long> there, Map<TransferKey, Long> here) {
        var differences = new TreeMap<String, List<TransferDifference>>();
        for (var key : keys(there, here)) {
            long stripes = there.getOrDefault(key, 0L);
            long ours = here.getOrDefault(key, 0L);
            var all = differences.computeIfAbsent(key.currency(), _ -> new ArrayList<>());
            if (stripes != ours) {
                var reason = reason(key);
                if (reason.isEmpty()) {
                    return Optional.empty();
                }
                all.add(new TransferDifference(key.transfer(), stripes, ours, reason.get()));
            }
        }
        List<ReconciliationReport> reports = new ArrayList<>();
        differences.forEach((currency, all) ->
                reports.add(ReconciliationReport.of(currency, total(there, currency), total(here, currency), all)));
        return Optional.of(reports);
    }

    private static Set<TransferKey> keys(Map<TransferKey, Long> there, Map<TransferKey, Long> here) {
        var keys = new TreeSet<>(Comparator.comparing(TransferKey::currency).thenComparing(TransferKey::transfer));
        keys.addAll(there.keySet());
        keys.addAll(here.keySet());
        return keys;
    }

    private static long total(Map<TransferKey, Long> moved, String currency) {
        return moved.entrySet().stream()
                .filter(entry -> entry.getKey().currency().equals(currency))
                .mapToLong(Map.Entry::getValue)
                .reduce(0, Math::addExact);
    }

    /** Asks for the transfer as it is now; empty where Stripe does not answer. */
    private Optional<DifferenceReason> reason(TransferKey key) {
        return switch (stripe.get("/v1/transfers/" + key.transfer())) {
            case StripeAnswer.Done(JsonNode transfer) -> Optional.of(compared(key, transfer));
            case Declined _ -> Optional.of(DifferenceReason.UNEXPLAINED);
            case StripeAnswer.Denied _, StripeAnswer.Busy _, StripeAnswer.Unclear _ -> Optional.empty();
        };
    }

    private DifferenceReason compared(TransferKey key, JsonNode transfer) {
        long atStripe = transfer.path("amount").asLong()
                - transfer.path("amount_reversed").asLong();
        if (booked.ever(key) == atStripe) {
            return DifferenceReason.ANOTHER_DAY;
        }
        return switch (updates.apply(transfer)) {
            case FOREIGN -> DifferenceReason.NOT_A_PAYOUT;
            case KNOWN, RECOVERED ->
                booked.ever(key) == atStripe ? DifferenceReason.BOOKED_NOW : DifferenceReason.UNEXPLAINED;
            case UNEXPLAINED -> DifferenceReason.UNEXPLAINED;
        };
    }
}
