package dev.handsel.platform.stripe;

import dev.handsel.platform.work.Pauses;
import java.time.Duration;

/**
 * For how long a request may be repeated, and from when on it is certain that it cannot act any more; both count from the
 * first attempt, by the clock of the database.
 *
 * @see <a href="https://docs.stripe.com/api/idempotent_requests">docs.stripe.com/api/idempotent_requests</a>
 */
public final class KeyWindow {

    /** The same key is sent within this time: Stripe keeps it for at least 24 hours. */
    public static final Duration REPEATABLE = Duration.ofHours(23);

    /** After this neither a late request nor a repeated one can do anything: a look-up tells the truth. */
    public static final Duration CONCLUSIVE = Duration.ofHours(25);

    private static final Pauses PAUSES =
            Pauses.doubling(Duration.ofSeconds(5), Duration.ofMinutes(10)).spread();

    private KeyWindow() {}

    /**
     * How long to wait after an attempt without a clear answer: five seconds, twice as long each time, at most ten minutes,
     * and a quarter more or less by chance so that not all come at once.
     *
     * @param attempt counts from 1
     */
    public static Duration pause(int attempt) {
        return PAUSES.after(attempt);
    }
}
