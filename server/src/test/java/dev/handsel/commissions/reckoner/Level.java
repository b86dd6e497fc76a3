package dev.handsel.commissions.reckoner;

/** For how much terms are, the strongest first; nobody is brought by a link and a coupon at once. */
enum Level {
    LINK,
    COUPON,
    AFFILIATE,
    GROUP,
    PRODUCT,
    PROGRAM
}
