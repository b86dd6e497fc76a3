package dev.handsel.commissions.reckoner;

/** What a programme has beside its rule sets. */
enum Special {
    /** One affiliate who brings everybody by a code, and products that nobody names. */
    NOTHING,
    /** Several affiliates, who bring customers in several ways, and products. */
    TRADE,
    /** The same, and terms for them. */
    TERMS
}
