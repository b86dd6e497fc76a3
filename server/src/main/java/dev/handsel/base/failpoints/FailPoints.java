package dev.handsel.base.failpoints;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Named places between two steps. A process that was started with {@code HANDSEL_FAIL_POINT=name}, or {@code name#3} for the
 * third time, says so when it comes there and then stands still, so that it can be killed at exactly that place; with
 * {@code name@/path} it stands still while there is such a file; with {@code @/path} at every place of whose name there is a file in
 * that folder, while there is. Without the variable nothing happens.
 */
public final class FailPoints {

    private static final Logger log = LoggerFactory.getLogger(FailPoints.class);
    private static final @Nullable String CHOSEN = System.getenv("HANDSEL_FAIL_POINT");
    private static final long LOOKS_AGAIN_AFTER = 20_000_000;
    private static final AtomicInteger PASSED = new AtomicInteger();

    private FailPoints() {}

    /** Says that the process is at this place. */
    public static void reach(String name) {
        if (CHOSEN != null && stopsAt(CHOSEN, name)) {
            log.error("fail point {} reached", name);
            standStill(CHOSEN, name);
        }
    }

    private static void standStill(String wanted, String name) {
        int at = wanted.indexOf('@');
        while (at < 0 || Files.exists(gate(wanted, at, name))) {
            LockSupport.parkNanos(LOOKS_AGAIN_AFTER);
        }
    }

    /** The file that keeps it there. */
    private static Path gate(String wanted, int at, String name) {
        var path = Path.of(wanted.substring(at + 1));
        return at == 0 ? path.resolve(name) : path;
    }

    private static boolean stopsAt(String wanted, String name) {
        int at = wanted.indexOf('@');
        if (at == 0) {
            return Files.exists(gate(wanted, at, name));
        }
        var chosen = at < 0 ? wanted : wanted.substring(0, at);
        int mark = chosen.indexOf('#');
        if (mark < 0) {
            return chosen.equals(name);
        }
        return chosen.substring(0, mark).equals(name)
                && PASSED.incrementAndGet() == Integer.parseInt(chosen.substring(mark + 1));
    }
}
