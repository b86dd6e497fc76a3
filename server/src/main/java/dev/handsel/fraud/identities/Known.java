package dev.handsel.fraud.identities;

/**
 * An identifier that something tells.
 *
 * @param letters of a stem how many it has; 0 of other kinds
 */
public record Known(IdentityKey key, int letters) {}
