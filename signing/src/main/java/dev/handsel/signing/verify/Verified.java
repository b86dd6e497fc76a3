package dev.handsel.signing.verify;

/**
 * A request that is let in: the last step.
 *
 * @param claim what it said of itself, now proven
 * @param holder whose key it is
 * @param <T> what a key belongs to, as the verifying service knows it
 */
public record Verified<T>(Complete.Claim claim, T holder) {}
