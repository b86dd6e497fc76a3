package dev.handsel.fraud.cases;

import dev.handsel.base.ids.AffiliateId;
import org.jspecify.annotations.Nullable;

/** Whose a case is: an affiliate's, with all whom they referred, or an account's that no affiliate is known for. */
sealed interface Whose {

    record OfAffiliate(AffiliateId id) implements Whose {}

    /** The account as verdicts name it. */
    record OfAccount(String account) implements Whose {}

    /** The affiliate, where it is one. */
    default @Nullable AffiliateId affiliate() {
        return switch (this) {
            case OfAffiliate affiliate -> affiliate.id();
            case OfAccount _ -> null;
        };
    }

    /** The account, where it is no affiliate. */
    default @Nullable String account() {
        return switch (this) {
            case OfAffiliate _ -> null;
            case OfAccount account -> account.account();
        };
    }
}
