package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CommissionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A commission line as the API shows it. Amounts are minor units; {@code customer} and {@code invoice} are the merchant's
 * ids, and a bounty has no invoice; {@code amount} never changes, {@code reversed} says what of it was taken back, {@code recomputed} that it no longer
 * counts, because the facts give another line or none; {@code flat} that a flat amount is part of it, in place of a rate.
 */
public record CommissionView(
        CommissionId id,
        AffiliateId affiliate,
        String customer,
        @Nullable String invoice,
        String kind,
        long base,
        int rateBp,
        boolean flat,
        long amount,
        String currency,
        Instant matureAt,
        String ruleVersion,
        boolean late,
        boolean recomputed,
        String state,
        long reversed,
        Instant createdAt) {}
