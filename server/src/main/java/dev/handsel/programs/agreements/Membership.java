package dev.handsel.programs.agreements;

import dev.handsel.base.ids.AffiliateId;
import java.time.Instant;

/**
 * An affiliate is in a group from an instant on, or leaves it then and is in none, until the next entry of the affiliate.
 *
 * @param group the slug of the group that is joined or left
 */
public record Membership(AffiliateId affiliate, String group, boolean joins, Instant from) {}
