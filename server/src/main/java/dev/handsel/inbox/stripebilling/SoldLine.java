package dev.handsel.inbox.stripebilling;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of an invoice as it is told.
 *
 * @param amount after discounts and without tax, in minor units
 * @param end when its service period ends; empty where it has none
 * @param product what was sold, as Stripe names it
 */
record SoldLine(long amount, Instant start, Optional<Instant> end, Optional<String> product) {}
