package dev.handsel.payouts.reconciliation;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Reconciles the shared server with the simulated Stripe by hand. */
@Component
public class ReconciliationDrive {

    private final Reconciliation reconciliation;
    private final InstantSource clock;

    ReconciliationDrive(Reconciliation reconciliation, InstantSource clock) {
        this.reconciliation = reconciliation;
        this.clock = clock;
    }

    /** Of the last minute and everything that the simulator's clock is ahead; says whether it came to an end. */
    public boolean ofLately() {
        var now = clock.instant();
        return reconciliation
                .run(now.minus(Duration.ofMinutes(1)), now.plus(Duration.ofDays(3_000)))
                .isPresent();
    }
}
