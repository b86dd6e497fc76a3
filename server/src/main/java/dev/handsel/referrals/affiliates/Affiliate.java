package dev.handsel.referrals.affiliates;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.words.Word;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who refers, in one programme.
 *
 * @param account the person who signs in; null for one only the merchant knows, and after the person left
 * @param externalId what the merchant calls them, the same text as their id as a customer
 * @param emailNormalised as {@link EmailAddresses#normalised} makes it
 * @param code what stands in links and what people type; lower case
 * @param version counts changes, for {@code ETag}
 */
public record Affiliate(
        AffiliateId id,
        ProgramId program,
        @Nullable AccountId account,
        @Nullable String externalId,
        @Nullable String email,
        @Nullable String emailNormalised,
        String code,
        @Nullable String payoutFingerprint,
        AffiliateState state,
        long version,
        Instant createdAt) {

    /** Whether they earn. */
    public enum AffiliateState implements Word {
        ACTIVE,
        DISABLED
    }

    public boolean active() {
        return state == AffiliateState.ACTIVE;
    }

    /** Whether this affiliate and that customer are one person, as far as id and {@link Mailbox} tell. */
    public boolean isSamePersonAs(String customerRef, @Nullable String customerEmail) {
        return customerRef.equals(externalId)
                || (customerEmail != null && emailNormalised != null && Mailbox.same(customerEmail, emailNormalised));
    }
}
