package dev.handsel.inbox.stripebilling;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.waiting.GivenUp;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.programs.time.ProgramWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The events of Stripe that lack what another one must tell: an invoice the checkout of its customer, a refund or dispute the
 * invoice of its payment. After 30 days of the programme's clock they are given up: that is said, and they still apply when
 * what they lack comes later.
 */
@Service
@Order(3)
public class WaitingDeliveries implements ProgramWork {

    /** As many as are listed at most: charges that were for no invoice may be refunded by the thousand. */
    private static final int MOST = 1_000;

    private static final Duration PATIENCE = Duration.ofDays(30);
    private static final String ACTOR = "system";

    private final WaitingStore store;
    private final AuditTrail audit;
    private final GivenUp givenUp;

    WaitingDeliveries(WaitingStore store, AuditTrail audit, GivenUp givenUp) {
        this.store = store;
        this.audit = audit;
        this.givenUp = givenUp;
    }

    /**
     * What is missing.
     *
     * @param kind {@code payment}: which invoice a payment was for; {@code signup}: who a customer of Stripe is
     * @param ref Stripe's id of the charge, payment intent or customer
     */
    public record WaitsFor(String kind, String ref) {}

    /**
     * An event that waits.
     *
     * @param event its id as it will be told
     * @param type as it will be told
     * @param customer the merchant's name for the customer, or Stripe's where that is all that is known; null where the
     *     event names none
     * @param since when it came, by the programme's clock
     * @param givenUpAt when it was given up, by the programme's clock; null as long as it is not
     */
    public record Waiting(
            String event,
            String type,
            @Nullable String customer,
            WaitsFor waitsFor,
            Instant since,
            @Nullable Instant givenUpAt) {}

    /** Those of a programme, at most 1000: what is not given up first, and of each the latest first. */
    public List<Waiting> of(ProgramId program) {
        return store.waiting(program, MOST);
    }

    @Override
    public Optional<Instant> nextDue(ProgramId program) {
        return store.longestWaiting(program).map(since -> since.plus(PATIENCE));
    }

    /** Gives up what has waited for 30 days; one entry of the audit trail says how many that were. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public int workOff(ProgramId program, Instant now) {
        int given = store.giveUp(program, now.minus(PATIENCE), now);
        if (given > 0) {
            givenUp.tell(program, given);
            audit.record(ACTOR, "stripe_billing.given_up", program.toString(), Map.of("events", given));
        }
        return given;
    }
}
