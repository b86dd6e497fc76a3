package dev.handsel.payouts.once;

/**
 * Why something was not done, or not yet.
 *
 * @param code Stripe's, or our own
 * @param message for people
 */
public record Reason(String code, String message) {}
