package dev.handsel.stripesim.model;

import java.util.Set;

/**
 * Where an account may be for a platform to pay it, and under which agreement with Stripe.
 *
 * @see <a href="https://docs.stripe.com/connect/service-agreement-types">docs.stripe.com/connect/service-agreement-types</a>
 * @see <a href="https://docs.stripe.com/connect/cross-border-payouts">docs.stripe.com/connect/cross-border-payouts</a>
 */
public final class Regions {

    /** Among these an account under the full agreement is paid across borders: US, CA, GB, CH and the EEA. */
    private static final Set<String> TOGETHER = Set.of(
            "US", "CA", "GB", "CH", "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IS",
            "IE", "IT", "LV", "LI", "LT", "LU", "MT", "NL", "NO", "PL", "PT", "RO", "SK", "SI", "ES", "SE");

    /** Nobody is paid there. */
    private static final Set<String> NOWHERE = Set.of("CU", "IR", "KP", "SY");

    private Regions() {}

    /** The agreement under which a platform can pay an account that only receives transfers. */
    public static String agreement(String platform, String country) {
        return together(platform, country) ? "full" : "recipient";
    }

    /** Refuses to open an account that could not be paid, or that may not agree to less. */
    public static void check(String platform, Account.Profile profile, Account.Terms terms) {
        var country = profile.country();
        if (NOWHERE.contains(country)) {
            throw StripeError.invalid(
                    "country_unsupported", "Accounts in " + country + " are not supported.", "country");
        }
        if (terms.recipient() && country.equals(platform)) {
            throw StripeError.invalid(
                    null,
                    "The `recipient` service agreement is for accounts outside of " + platform + ".",
                    "tos_acceptance[service_agreement]");
        }
        if (terms.recipient() && terms.capabilities().contains("card_payments")) {
            throw StripeError.invalid(
                    null, "Accounts under the `recipient` service agreement take no `card_payments`.", "capabilities");
        }
        boolean receivesOnly = terms.capabilities().contains("transfers")
                && !terms.capabilities().contains("card_payments");
        if (!terms.recipient() && receivesOnly && !together(platform, country)) {
            throw StripeError.invalid(
                    null,
                    "An account in " + country
                            + " cannot have `transfers` without `card_payments` under the `full` service"
                            + " agreement with a platform in " + platform + ".",
                    "capabilities");
        }
    }

    /** Refuses a transfer across borders that the agreement of the account does not allow. */
    public static void checkTransfer(Account platform, Account destination) {
        var country = destination.profile().country();
        if (!destination.terms().recipient() && !together(platform.profile().country(), country)) {
            throw StripeError.invalid(
                    "transfers_not_allowed",
                    "An account in " + country
                            + " under the `full` service agreement cannot be sent money by this platform.",
                    "destination");
        }
    }

    private static boolean together(String platform, String country) {
        return platform.equals(country) || (TOGETHER.contains(platform) && TOGETHER.contains(country));
    }
}
