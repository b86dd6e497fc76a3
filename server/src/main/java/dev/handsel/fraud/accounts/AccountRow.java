package dev.handsel.fraud.accounts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as it is kept.
 *
 * @param doc JSON, as whoever counts wrote it
 * @param uses JSON: by kind of identifier a list of hash, how often it was told, when for the last time, in how many sessions;
 *     {@link #UNCHANGED} where what is kept of them stays
 * @param referrer the account of the affiliate to whom it is owed
 * @param due when something of it becomes decidable
 * @param flags by which it may be sought
 * @param changed whether something of the affiliate changed since the last midnight
 */
public record AccountRow(
        String account, String doc, String uses, @Nullable String referrer, Due due, Flags flags, boolean changed) {

    /** In place of the uses, of an account that is kept already. */
    public static final String UNCHANGED = "null";

    /** With the uses that are kept, where this one has none. */
    AccountRow onto(@Nullable AccountRow kept) {
        return kept == null || !uses.equals(UNCHANGED)
                ? this
                : new AccountRow(account, doc, kept.uses, referrer, due, flags, changed);
    }

    /**
     * When something becomes decidable; null where it is not awaited.
     *
     * @param matures a week after the sign-up
     * @param tradesMature a week after the first trade closed
     */
    public record Due(@Nullable Instant matures, @Nullable Instant tradesMature) {}

    /**
     * What a rule of affiliates may name a referral by.
     *
     * @param delayStep of {@link dev.handsel.fraud.rules.Delays}; null where no click brought it
     * @param held ids of rules of affiliates that hold it
     */
    public record Flags(
            @Nullable Integer delayStep,
            boolean dead,
            boolean atTill,
            boolean instant,
            boolean brief,
            List<String> held) {

        public Flags {
            held = List.copyOf(held);
        }
    }
}
