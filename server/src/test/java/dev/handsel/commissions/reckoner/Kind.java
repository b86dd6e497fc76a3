package dev.handsel.commissions.reckoner;

/** What a commission is earned for. */
enum Kind {
    FIRST,
    RECURRING,
    BONUS,
    BOUNTY
}
