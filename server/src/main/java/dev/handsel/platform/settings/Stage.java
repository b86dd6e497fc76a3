package dev.handsel.platform.settings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a start is at, for whoever waits for it: a line of the server's log, and a plain line of the demo. */
public final class Stage {

    private static final Logger log = LoggerFactory.getLogger("handsel.stage");

    private Stage() {}

    /** Says what begins now, such as {@code starting PostgreSQL}. */
    public static void begins(String what) {
        log.info("{}", what);
    }
}
