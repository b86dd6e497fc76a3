package dev.handsel.inbox.stripebilling;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.waiting.GivenUp;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.programs.time.ProgramWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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
class WaitingDeliveries implements ProgramWork {

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
