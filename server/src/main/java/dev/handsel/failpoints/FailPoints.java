package dev.handsel.failpoints;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Named places between two steps. A process that was started with {@code HANDSEL_FAIL_POINT=name}, or {@code name#3} for the
 * third time, says so when it comes there and then stands still, so that it can be killed at exactly that place. Without
 * the variable nothing happens.
 */
public final class FailPoints {

    private static final Logger log = LoggerFactory.getLogger(FailPoints.class);
    private static final @Nullable String CHOSEN = System.getenv("HANDSEL_FAIL_POINT");
    private static final AtomicInteger PASSED = new AtomicInteger();

    private FailPoints() {}

    /** Says that the process is at this place. */
    public static void reach(String name) {
        if (CHOSEN != null && stopsAt(CHOSEN, name)) {
            log.error("fail point {} reached", name);
            while (true) {
                LockSupport.park();
            }
        }
    }

    private static boolean stopsAt(String chosen, String name) {
        int mark = chosen.indexOf('#');
        if (mark < 0) {
            return chosen.equals(name);
        }
        return chosen.substring(0, mark).equals(name)
                && PASSED.incrementAndGet() == Integer.parseInt(chosen.substring(mark + 1));
    }
}
