package dev.handsel.platform.stripe;

import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The platform's account at Stripe ({@code HANDSEL_STRIPE_*}); without a key, no programme can pay through Stripe.
 *
 * @param apiKey a secret or restricted key, {@code sk_live_...}, {@code rk_test_...}
 * @param apiBase where Stripe's API is
 * @param connectSecrets the signing secrets of webhook endpoints for {@code /v1/stripe/connect}; several while one is
 *     replaced
 * @param rate requests a second at most, by this process
 * @param timeout how long one answer is waited for; far less than the hour between the last repetition of a request
 *     and the end of its key
 * @param country where accounts of affiliates are opened when they name no country, ISO 3166
 * @param sender whether this process sends, polls and applies; others still take requests and webhooks
 * @param bankChangeHold how long nothing is sent after an affiliate has changed the bank account
 * @param bankPayouts who pays the money of connected accounts to their banks; decides how accounts are opened
 */
@ConfigurationProperties("handsel.stripe")
record StripeSettings(
        @Nullable Secret apiKey,
        @DefaultValue("https://api.stripe.com") URI apiBase,
        @DefaultValue({}) List<Secret> connectSecrets,
        @DefaultValue("10") int rate,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("US") String country,
        @DefaultValue("true") boolean sender,
        @DefaultValue("24h") Duration bankChangeHold,
        @DefaultValue("automatic") BankPayoutMode bankPayouts) {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    StripeSettings {
        apiKey = apiKey == null || apiKey.value().isBlank()
                ? null
                : new Secret(apiKey.value().strip());
        connectSecrets = List.copyOf(connectSecrets);
        var faults = new ArrayList<String>();
        if (rate < 1 || rate > 10_000) {
            faults.add("HANDSEL_STRIPE_RATE must be between 1 and 10000 requests a second.");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            faults.add("HANDSEL_STRIPE_TIMEOUT must be positive and no longer than two minutes.");
        }
        if (apiKey != null && !apiKey.value().matches("[a-z]+_(test|live)_[A-Za-z0-9_]+")) {
            faults.add("HANDSEL_STRIPE_API_KEY is no secret key: sk_live_..., sk_test_... or rk_... is expected.");
        }
        if (!country.matches("[A-Z]{2}")) {
            faults.add("HANDSEL_STRIPE_COUNTRY must be a code of two capital letters.");
        }
        requireProtected(apiBase, apiKey, faults);
        CannotStart.ifAny(faults);
    }

    /** A live key is not sent anywhere unprotected. */
    private static void requireProtected(URI base, @Nullable Secret key, List<String> faults) {
        boolean local = List.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(base.getHost()));
        if (!"https".equals(base.getScheme()) && !(local && "http".equals(base.getScheme()))) {
            faults.add("HANDSEL_STRIPE_API_BASE must begin with https://, or be on this machine.");
        }
        if (local && key != null && key.value().contains("_live_")) {
            faults.add("HANDSEL_STRIPE_API_KEY is a live key and HANDSEL_STRIPE_API_BASE is not Stripe.");
        }
    }
}
