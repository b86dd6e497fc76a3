package dev.handsel.fraud.rules;

import dev.handsel.base.words.Word;

/**
 * A number that a programme may set for its rules, with the value that holds otherwise. The values were found on labelled histories
 * of two populations by two authors; what fits one alone was left out.
 */
public enum Parameter implements Word {
    // What each fact of two accounts weighs: the probability that they are one person by it alone.
    MAILBOX_WEIGHT(0.99),
    STEM_WEIGHT(0.55),
    STEM_LETTERS(Unit.COUNT, 7),
    /** Of an affiliate and somebody they referred. */
    CARD_WEIGHT(0.50),
    /** Of anybody else: a family has one card. */
    SIBLINGS_CARD_WEIGHT(0.30),
    PAYOUT_ACCOUNT_WEIGHT(0.95),
    BROKER_ACCOUNT_WEIGHT(0.97),
    TERMINAL_WEIGHT(0.72),
    OPPOSITE_OFTEN_WEIGHT(0.90),
    OPPOSITE_SELDOM_WEIGHT(0.60),
    DEVICE_MOST(0.80),
    DEVICE_MOST_WEIGHT(0.72),
    DEVICE_SOME(0.40),
    DEVICE_SOME_WEIGHT(0.30),
    DEVICE_ONCE_WEIGHT(0.10),
    FINGERPRINT_MOST(0.80),
    FINGERPRINT_MOST_WEIGHT(0.60),
    FINGERPRINT_SOME(0.40),
    FINGERPRINT_SOME_WEIGHT(0.30),
    FINGERPRINT_ONCE_WEIGHT(0.10),
    /** A fingerprint on more accounts than this says less. */
    RARE_FINGERPRINT_ACCOUNTS(Unit.COUNT, 3),
    COMMON_FINGERPRINT_FACTOR(0.60),
    ADDRESS_MOST(0.80),
    ADDRESS_MOST_WEIGHT(0.22),
    ADDRESS_SOME(0.30),
    ADDRESS_SOME_WEIGHT(0.15),
    ADDRESS_ONCE_WEIGHT(0.06),
    SWITCHES(Unit.COUNT, 2),
    SWITCHES_WEIGHT(0.15),
    TRAINS(Unit.COUNT, 3),
    TRAIN_ALWAYS_SHARE(0.75),
    TRAIN_ALWAYS_WEIGHT(0.90),
    TRAIN_OFTEN_SHARE(0.50),
    TRAIN_OFTEN_WEIGHT(0.60),
    TRAIN_CHANCE(1e-4),
    /** Accounts that joined closer together than this may be a class. */
    CLASS_WINDOW(Unit.SECONDS, 3 * 86_400),
    /** Who meets more accounts than this again and again is in a crowd. */
    CROWD_ACCOUNTS(Unit.COUNT, 8),
    SOON_WINDOW(Unit.SECONDS, 5 * 86_400),
    SOON_WEIGHT(0.30),
    IDLE_WEIGHT(0.35),
    /** Below so many sessions what shares of them say counts less. */
    FEW_SESSIONS(Unit.COUNT, 3),
    FEW_SESSIONS_FACTOR(0.75),
    PAYMENT_CAP(0.95),
    PLACE_CAP(0.85),
    BEHAVIOUR_CAP(0.45),

    // What follows from it.
    BLOCK_AT(0.97),
    BLOCK_FAMILIES(Unit.COUNT, 3),
    HOLD_AT(0.72),
    HOLD_FAMILIES(Unit.COUNT, 2),
    FLAG_AT(0.45),
    /** From where on a family counts. */
    FAMILY_AT(0.12),
    CLUSTER(Unit.COUNT, 3),
    WEAK_CLUSTER(Unit.COUNT, 6),
    CHAIN_AFFILIATES(Unit.COUNT, 3),
    CHAIN_REFERRALS(Unit.COUNT, 3),
    CHAIN_JOIN_WINDOW(Unit.SECONDS, 86_400),
    RING_AFFILIATES(Unit.COUNT, 3),

    // Trades.
    EFFORT_WINDOW(Unit.SECONDS, 7 * 86_400),
    EFFORT_TRADES(Unit.COUNT, 4),
    INSTANT_HOLDING(Unit.SECONDS, 120),
    BRIEF_HOLDING(Unit.SECONDS, 2 * 3600),
    EFFORT_LEAST(Unit.COUNT, 3),
    EFFORT_SHARE(0.50),
    /** What is expected of newcomers before there are many, see {@link #PRIOR_TRADERS}. */
    INSTANT_PRIOR(0.07),
    BRIEF_PRIOR(0.20),
    PRIOR_TRADERS(Unit.COUNT, 20),
    OPPOSITE_TRADES(Unit.COUNT, 2),
    OPPOSITE_SHARE(0.15),
    OPENED_APART_LEAST(Unit.SECONDS, 60),
    OPENED_APART_MOST(Unit.SECONDS, 600),
    OPENED_APART_SHARE(0.50),
    CLOSED_APART_LEAST(Unit.SECONDS, 120),
    CLOSED_APART_MOST(Unit.SECONDS, 600),
    CLOSED_APART_SHARE(0.35),
    OPPOSITE_VOLUME(0.75),
    ROUND_TRIPS(Unit.COUNT, 8),
    ROUND_TRIP_SHARE(0.80),
    ROUND_TRIP_HOLDING(Unit.SECONDS, 60),
    ROUND_TRIP_SPREADS(Unit.COUNT, 3),

    // Affiliates, against chance.
    CHANCE(1e-4),
    /** No rate is taken to be smaller: a young programme knows too little. */
    RATE_LEAST(0.02),
    CLICKS_A_DAY(Unit.COUNT, 3),
    FILTERED_LEAST(Unit.COUNT, 100),
    FILTERED_SHARE(0.50),
    QUICK_LEAST(Unit.COUNT, 3),
    QUICK_SHARE(0.30),
    QUICK_RATE(0.02),
    QUICK_FROM(Unit.SECONDS, 4),
    QUICK_UNTIL(Unit.SECONDS, 30),
    DEAD_LEAST(Unit.COUNT, 6),
    DEAD_SHARE(0.60),
    FRUITLESS_CLICKS(Unit.COUNT, 300),
    FRUITLESS_SHARE(1.0 / 3),
    LATE_LEAST(Unit.COUNT, 4),
    LATE_SHARE(0.60),
    LATE_AFTER(Unit.SECONDS, 6 * 3600),
    OVERWRITTEN_LEAST(Unit.COUNT, 3),
    OVERWRITTEN_SHARE(0.20),
    LEAKED_LEAST(Unit.COUNT, 3),
    LEAKED_SHARE(0.05),
    AT_TILL_LEAST(Unit.COUNT, 8),
    AT_TILL_SHARE(0.50),
    DISPUTES_LEAST(Unit.COUNT, 3),
    DISPUTES_SHARE(0.03),
    DISPUTES_CONFIDENCE(Unit.CONFIDENCE, 0.90),
    SURGE_SIGNUPS(Unit.COUNT, 8),
    SURGE_TIMES(Unit.COUNT, 5);

    /** What a parameter is counted in, with its bounds. */
    enum Unit {
        /** From 0 to 1, both included: a share, a weight, a probability. */
        SHARE(0, 1),
        /** From 0.5 to 0.999, both included. */
        CONFIDENCE(0.5, 0.999),
        /** Whole, from 1 to a million. */
        COUNT(1, 1_000_000),
        /** Whole seconds, from one to 90 days. */
        SECONDS(1, 90 * 86_400);

        private final double least;
        private final double most;

        Unit(double least, double most) {
            this.least = least;
            this.most = most;
        }

        boolean takes(double value) {
            return value >= least
                    && value <= most
                    && (this == SHARE || this == CONFIDENCE || value == Math.rint(value));
        }

        String expected() {
            return switch (this) {
                case SHARE -> "Expected a number from 0 to 1";
                case CONFIDENCE -> "Expected a number from 0.5 to 0.999";
                case COUNT -> "Expected a whole number from 1 to 1000000";
                case SECONDS -> "Expected whole seconds from 1 to 7776000";
            };
        }
    }

    private final Unit unit;
    private final double standard;

    Parameter(Unit unit, double standard) {
        this.unit = unit;
        this.standard = standard;
    }

    Parameter(double share) {
        this(Unit.SHARE, share);
    }

    Unit unit() {
        return unit;
    }

    /** The value that holds where a programme says nothing. */
    public double standard() {
        return standard;
    }
}
