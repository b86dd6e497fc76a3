package dev.handsel.commissions.reckoner;

import java.time.Instant;

/** An affiliate joins a group at an instant and leaves the one before, or leaves this one for none. */
record Membership(String affiliate, String group, boolean joins, Instant from) {}
