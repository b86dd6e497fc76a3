package dev.handsel.fraud.identities;

import dev.handsel.base.ids.AffiliateId;
import org.jspecify.annotations.Nullable;

/**
 * Whose identities are kept: what rules about fraud call an account. An affiliate whom the merchant knows as a customer is that
 * customer, so that whatever is known of either is known of both.
 */
public sealed interface Party {

    /** Somebody by the merchant's id. */
    record Customer(String ref) implements Party {}

    /** An affiliate for whom the merchant has no id. */
    record Affiliate(AffiliateId id) implements Party {}

    /** Whose an affiliate's identities are. */
    static Party ofAffiliate(AffiliateId id, @Nullable String externalId) {
        return externalId == null ? new Affiliate(id) : new Customer(externalId);
    }

    /** As it is stored: {@code customer:user-42}. */
    default String key() {
        return switch (this) {
            case Customer customer -> "customer:" + customer.ref();
            case Affiliate affiliate -> "affiliate:" + affiliate.id();
        };
    }

    /** Reads {@link #key()}. */
    static Party parse(String key) {
        var parts = key.split(":", 2);
        return switch (parts[0]) {
            case "customer" -> new Customer(parts[1]);
            case "affiliate" -> new Affiliate(AffiliateId.parse(parts[1]));
            default -> throw new IllegalArgumentException("Whose is " + key + "?");
        };
    }
}
