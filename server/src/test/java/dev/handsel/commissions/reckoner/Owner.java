package dev.handsel.commissions.reckoner;

/** Who brought a customer, and by what of theirs: each affiliate has one coupon, one link and one code, all of the affiliate's name. */
record Owner(String affiliate, Way way) {

    /** Where there is only one affiliate. */
    static final Owner NORA = new Owner("nora", Way.CODE);
}
