package dev.handsel.payouts.accounts;

import dev.handsel.payouts.accounts.PayoutAccount.PayoutAccountState;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Stripe says of an account, as far as it matters here.
 *
 * @param bank the id and the fingerprint of the external account that is paid to; null where there is none
 * @param paysByHand whether Stripe pays it out only when it is asked to
 * @see <a href="https://docs.stripe.com/api/accounts/object">docs.stripe.com/api/accounts/object</a>
 */
record StripeAccount(
        PayoutAccountState state,
        List<String> requirements,
        @Nullable String disabledReason,
        @Nullable String bank,
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
                bank(account.path("external_accounts").path("data").path(0)),
                account.path("settings")
                        .path("payouts")
                        .path("schedule")
                        .path("interval")
                        .asString("")
                        .equals("manual"));
    }

    private static @Nullable String bank(JsonNode external) {
        return external.path("id").isString()
                ? external.path("id").asString() + " "
                        + external.path("fingerprint").asString("")
                : null;
    }
}
