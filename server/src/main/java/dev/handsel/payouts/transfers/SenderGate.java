package dev.handsel.payouts.transfers;

import dev.handsel.payouts.transfers.CatchUp.CatchUpResult;
import dev.handsel.payouts.transfers.DatabaseIdentity.Incarnation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Whether this process may send. It begins closed, and closes again whenever the database is not the one it was: a standby
 * or a backup may have lost payouts that Stripe has. It opens once every transfer at Stripe is known here. It also stays
 * closed for a while when Stripe does not accept our key.
 */
@Service
public class SenderGate {

    private static final Logger log = LoggerFactory.getLogger(SenderGate.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final DatabaseIdentity identity;
    private final CatchUp catchUp;
    private final InstantSource clock;
    private @Nullable Incarnation known;
    private @Nullable String reason = "starting";
    private Instant closedUntil = Instant.EPOCH;

    SenderGate(DatabaseIdentity identity, CatchUp catchUp, InstantSource clock) {
        this.identity = identity;
        this.catchUp = catchUp;
        this.clock = clock;
    }

    /** Why nothing is sent now; null while the gate is open. */
    public synchronized @Nullable String reason() {
        return reason;
    }

    /** Whether something may be sent, after everything that must be known for that was asked for. */
    public boolean opens() {
        if (closed()) {
            return false;
        }
        var database = identity.ask();
        if (isOpenFor(database)) {
            return true;
        }
        var result = catchUp.run(database);
        return switch (result) {
            case CatchUpResult.Complete _ -> open(database);
            case CatchUpResult.Incomplete incomplete -> close(incomplete.why());
        };
    }

    private synchronized boolean closed() {
        var now = clock.instant();
        return now.isBefore(closedUntil) && !now.isBefore(closedUntil.minus(PAUSE));
    }

    private synchronized boolean isOpenFor(Incarnation database) {
        return reason == null && database.equals(known);
    }

    private synchronized boolean open(Incarnation database) {
        if (known != null && !database.equals(known)) {
            log.warn("the database is another one or was started anew; everything at Stripe is known again");
        }
        known = database;
        reason = null;
        return true;
    }

    private synchronized boolean close(String why) {
        log.error("nothing is sent to Stripe: {}", why);
        reason = why;
        closedUntil = clock.instant().plus(PAUSE);
        return false;
    }

    /** Stripe does not accept our key: everything waits, and is tried again in a minute. */
    public void deny(String message) {
        close("Stripe does not accept the key: " + message);
    }
}
