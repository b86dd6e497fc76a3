package dev.handsel.payouts.batches;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.money.Money;
import dev.handsel.payouts.lifecycle.Eligibility.SkipReason;
import dev.handsel.payouts.lifecycle.Payout;
import java.util.ArrayList;
import java.util.List;

/** What one run came to: all of it counted, and as much told as one answer can hold. */
final class RunResult {

    private static final int MOST_TOLD = 1_000;

    private final List<Payout> payouts = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private int created;
    private int left;

    /** A balance of which nothing was paid out. */
    record Skipped(AffiliateId affiliate, Money payable, SkipReason reason) {}

    void add(List<Payout> made, List<Skipped> others) {
        created += made.size();
        left += others.size();
        made.stream().limit(MOST_TOLD - payouts.size()).forEach(payouts::add);
        others.stream().limit(MOST_TOLD - skipped.size()).forEach(skipped::add);
    }

    int created() {
        return created;
    }

    int left() {
        return left;
    }

    /** Oldest balance first. */
    List<Payout> payouts() {
        return payouts;
    }

    List<Skipped> skipped() {
        return skipped;
    }
}
