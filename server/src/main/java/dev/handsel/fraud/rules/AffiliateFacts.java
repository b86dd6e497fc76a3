package dev.handsel.fraud.rules;

/** Counters of one affiliate; all that its rules look at, beside those of the programme. */
public record AffiliateFacts(
        Arrivals arrivals, long filteredClicks, Newcomers newcomers, Codes codes, Payments payments, Surge surge) {

    /** Nothing yet. */
    public static final AffiliateFacts NONE =
            new AffiliateFacts(Arrivals.NONE, 0, Newcomers.NONE, new Codes(0, 0), new Payments(0, 0), new Surge(0, 0));

    /**
     * Use of the affiliate's coupons by their own customers, each once.
     *
     * @param redeemed customers who paid with one
     * @param clickedAfter those of them whose browser followed the affiliate's link in the hour after they had signed up
     */
    public record Codes(int redeemed, int clickedAfter) {}

    /** Payments of the affiliate's customers, and disputes about them. */
    public record Payments(int paid, int disputed) {}

    /**
     * Sign-ups by the affiliate.
     *
     * @param day in the last 24 hours
     * @param weekBefore in the seven days before those
     */
    public record Surge(int day, int weekBefore) {}

    /**
     * What customers did in their first week, of one affiliate or of nobody.
     *
     * @param matured those who signed up seven days ago or earlier
     * @param dead those of them who have not logged in, paid or traded until now
     * @param traders those whose first trade closed seven days ago or earlier
     * @param instantOnly those of them for whom {@link TradeCounts#instantOnly} held then
     * @param briefOnly those for whom {@link TradeCounts#briefOnly} did
     */
    public record Newcomers(int matured, int dead, int traders, int instantOnly, int briefOnly) {

        /** Nobody. */
        public static final Newcomers NONE = new Newcomers(0, 0, 0, 0, 0);
    }
}
