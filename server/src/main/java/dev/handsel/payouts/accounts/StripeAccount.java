package dev.handsel.payouts.accounts;

import dev.handsel.payouts.accounts.PayoutAccount.PayoutAccountState;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Stripe says of an account, as far as it matters here.
 *
 * @param banks the ids and the fingerprints of all external accounts that it can be paid out to
 * @param paysByHand whether Stripe pays it out only when it is asked to
 * @see <a href="https://docs.stripe.com/api/accounts/object">docs.stripe.com/api/accounts/object</a>
 */
record StripeAccount(
        PayoutAccountState state,
        List<String> requirements,
        @Nullable String disabledReason,
        List<String> banks,
        boolean paysByHand) {

    static StripeAccount read(JsonNode account) {
        boolean receives =
                account.path("capabilities").path("transfers").asString("").equals("active");
        boolean enabled = receives && account.path("payouts_enabled").asBoolean(false);
        boolean submitted = account.path("details_submitted").asBoolean(false);
        var requirements = account.path("requirements");
        return new StripeAccount(
                enabled
                        ? PayoutAccountState.ENABLED
                        : submitted ? PayoutAccountState.RESTRICTED : PayoutAccountState.ONBOARDING,
                Stream.of("past_due", "currently_due")
                        .flatMap(list -> requirements.path(list).valueStream())
                        .map(JsonNode::asString)
                        .distinct()
                        .sorted()
                        .toList(),
                requirements.path("disabled_reason").asString(null),
                account.path("external_accounts")
                        .path("data")
                        .valueStream()
                        .filter(external -> external.path("id").isString())
                        .map(StripeAccount::bank)
                        .toList(),
                account.path("settings")
                        .path("payouts")
                        .path("schedule")
                        .path("interval")
                        .asString("")
                        .equals("manual"));
    }

    private static String bank(JsonNode external) {
        return external.path("id").asString() + " "
                + external.path("fingerprint").asString("");
    }
}
