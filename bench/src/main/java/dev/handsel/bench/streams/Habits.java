package dev.handsel.bench.streams;

/**
 * How people of a programme behave on average. The figures give about the mix of types that was seen in a programme of 1,100 customers
 * in 90 days: of 100 events 27 open a trade and 27 close it, 26 are logins, 14 clicks, 2 sign-ups, 2 payments, 1 links a terminal.
 */
final class Habits {

    /** Of new customers. */
    static final double SIGNUPS_A_DAY = 12;

    /** Clicks that lead to nothing. */
    static final double IDLE_CLICKS_A_DAY = 72;

    static final double REFERRED = 0.75;

    /** Of those who were referred: by a coupon instead of a click. */
    static final double BY_COUPON = 0.12;

    /** Of customers: who become affiliates, too. */
    static final double AFFILIATES = 0.1;

    static final double TRADERS = 0.6;
    static final double PAYERS = 0.5;

    /** Of who was referred: the affiliate behind another name. */
    static final double SAME_PERSON = 0.06;

    /** Of traders: who only do what a bonus asks for. */
    static final double BONUS_HUNTERS = 0.08;

    /** Of customers: at an address that hundreds share. */
    static final double BEHIND_A_CARRIER = 0.15;

    /** Days for which somebody stays, on average. */
    static final double STAYS = 45;

    static final double LOGINS_A_DAY = 0.26;
    static final double TRADES_A_DAY = 0.46;
    static final double REFUNDS = 0.02;
    static final double DISPUTES = 0.01;

    private Habits() {}
}
