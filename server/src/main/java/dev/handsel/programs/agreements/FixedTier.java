package dev.handsel.programs.agreements;

import dev.handsel.base.ids.AffiliateId;
import java.time.Instant;

/**
 * The step of some tiers that an affiliate has in a month, whatever is told later.
 *
 * @param month when the month begins, in UTC
 * @param figure what they brought in the days before: customers, or minor units
 * @param from the figure from which on the step counts
 */
public record FixedTier(Instant month, AffiliateId affiliate, long figure, long from) {}
