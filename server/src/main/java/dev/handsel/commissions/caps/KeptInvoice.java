package dev.handsel.commissions.caps;

/**
 * An invoice, or a bounty, as it is kept in its month.
 *
 * @param granted what its cap leaves of what it earns, in minor units
 */
public record KeptInvoice(EarnedInvoice invoice, long granted) {}
