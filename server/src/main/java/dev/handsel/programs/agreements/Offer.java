package dev.handsel.programs.agreements;

/**
 * What one level offers for a sale.
 *
 * @param source the id of the terms, or the version of the rule set
 */
public record Offer(Level level, String source, Conditions conditions) {}
