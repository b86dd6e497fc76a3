package dev.handsel.fraud.identities;

import java.time.Instant;

/**
 * That somebody is known by something.
 *
 * @param first when that was told for the first time, by the dates of events
 * @param times how many events told it; 0 for what is known of an affiliate or a device without one
 * @param fanOut how many have it, this one included; many have what a crowd shares
 */
public record HeldIdentity(
        IdentityKind kind, IdentityHash hash, Party party, Instant first, Instant last, long times, long fanOut) {}
