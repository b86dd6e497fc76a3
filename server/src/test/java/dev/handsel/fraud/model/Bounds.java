package dev.handsel.fraud.model;

/** What the state that rules look at is counted in, in milliseconds. */
final class Bounds {

    static final long SECOND = 1000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;
    static final int GUARD = 40;
    static final int CROWD = 8;
    static final int MOST = 60;
    static final int STEM_LETTERS = 7;
    static final long SWITCH_WINDOW = 15 * MINUTE;
    static final long TRAIN_WINDOW = 30 * MINUTE;

    private Bounds() {}
}
