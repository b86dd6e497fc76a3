package dev.handsel.fraud.evaluation;

import java.time.Duration;

/** How much is looked at and kept of an account, so that work per event does not grow with its history. Times are in milliseconds. */
final class Bounds {

    static final long HOUR = Duration.ofHours(1).toMillis();
    static final long DAY = Duration.ofDays(1).toMillis();
    static final long WEEK = 7 * DAY;
    /** What more accounts than this have links nobody. */
    static final int GUARD = 40;
    /** More accounts than this that come at once, or from outside of a tree, are a crowd. */
    static final int CROWD = 8;
    /** Identifiers of a kind, links and sessions that are looked at. */
    static final int MOST = 60;
    /** Identifiers of a kind that are kept of an account: those that were told last. */
    static final int KEPT = 200;

    /** Trades of a tree that are looked at: so many that nobody hides one by closing small ones. */
    static final int CLOSES = 300;

    static final int CLICKS_A_DAY = 3;
    static final long SWITCH_WINDOW = Duration.ofMinutes(15).toMillis();
    static final long TRAIN_WINDOW = Duration.ofMinutes(30).toMillis();
    static final long TRADES_KEPT = 2 * HOUR;

    private Bounds() {}
}
