package dev.handsel.fraud.model;

import dev.handsel.fraud.rules.Delays;

/** Counters of a whole programme, against which an affiliate is measured. */
final class Programme {

    final int[] delays = new int[Delays.STEPS];
    int byClick;
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
