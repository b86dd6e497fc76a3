package dev.handsel.payouts.accounts;

import dev.handsel.base.words.Word;
import java.util.Set;

/**
 * What an account agrees with Stripe, by where it and the platform are. It cannot be changed once it is accepted, and decides
 * whether money can be sent across the border.
 *
 * @see <a href="https://docs.stripe.com/connect/service-agreement-types">docs.stripe.com/connect/service-agreement-types</a>
 * @see <a href="https://docs.stripe.com/connect/cross-border-payouts">docs.stripe.com/connect/cross-border-payouts</a>
 */
enum ServiceAgreement implements Word {
    /** The account is in the platform's region. */
    FULL,
    /** The account only receives money from a platform in another region; what is sent is available a day later. */
    RECIPIENT;

    /** The United States, Canada, the United Kingdom, Switzerland and the European Economic Area. */
    private static final Set<String> REGION = Set.of(
            "US", "CA", "GB", "CH", "AT", "BE", "BG", "HR", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HU",
            "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");

    /**
     * The agreement that an account must have to be paid.
     *
     * @param platform ISO 3166
     * @param country of the account, ISO 3166
     */
    static ServiceAgreement between(String platform, String country) {
        boolean together = platform.equals(country) || (REGION.contains(platform) && REGION.contains(country));
        return together ? FULL : RECIPIENT;
    }
}
