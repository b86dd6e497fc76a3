package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.rules.Delays;

/** Counters of a whole programme, against which an affiliate is measured, and how far its time has come. */
final class Totals {

    /** No day yet. */
    static final long NEVER = Long.MIN_VALUE;

    /** The day up to whose midnight affiliates were judged, since 1970. */
    long day = NEVER;
    /** The latest time of all that was told, in milliseconds. */
    long now;

    final int[] delays = new int[Delays.STEPS];
    int clicks;
    int signups;
    int overwritten;
    int couponsAtSignup;
    int atTill;
    /** Customers nobody referred: sign-ups seven days ago or more, and those of them that did nothing since. */
    int organicMatured;

    int organicDead;
    /** Traders nobody referred, seven days after their first close, and those of them of little effort. */
    int organicTraders;

    int organicInstant;
    int organicBrief;
}
