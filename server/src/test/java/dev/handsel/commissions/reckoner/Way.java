package dev.handsel.commissions.reckoner;

/** By what a customer was brought. */
enum Way {
    COUPON,
    LINK,
    CODE
}
