package dev.handsel.fraud.identities;

/** An identifier as it is kept: its kind and its hash. */
public record IdentityKey(IdentityKind kind, IdentityHash hash) {}
