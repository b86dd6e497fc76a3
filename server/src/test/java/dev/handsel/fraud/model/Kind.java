package dev.handsel.fraud.model;

/** What identifies an account; the value is stored as a keyed hash in the product. */
enum Kind {
    EMAIL,
    STEM,
    CARD,
    PAYOUT,
    BROKER,
    TERMINAL,
    DEVICE,
    FINGERPRINT,
    ADDRESS
}
