package dev.handsel.payouts.transfers;

import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.stripe.StripeAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What the platform has at Stripe and can transfer, asked for now and then and counted down in between. An estimate: it only
 * spares requests that would be refused.
 *
 * @see <a href="https://docs.stripe.com/api/balance">docs.stripe.com/api/balance</a>
 */
@Component
class StripeBalance {

    private static final Duration GOOD_FOR = Duration.ofSeconds(30);

    private final Stripe stripe;
    private final InstantSource clock;
    private Map<String, Long> available = new HashMap<>();
    private Instant askedAt = Instant.EPOCH;

    StripeBalance(Stripe stripe, InstantSource clock) {
        this.stripe = stripe;
        this.clock = clock;
    }

    /** Counts this much down, unless it is certainly more than there is: Stripe is asked before that is said. */
    boolean covers(Money amount) {
        boolean fresh = stale() && ask();
        return take(amount) || (!fresh && ask() && take(amount));
    }

    /** What there is now, in minor units; empty where Stripe did not say. */
    OptionalLong fresh(Currency currency) {
        if (!ask()) {
            return OptionalLong.empty();
        }
        synchronized (this) {
            return OptionalLong.of(available.getOrDefault(code(currency), 0L));
        }
    }

    private synchronized boolean stale() {
        return clock.instant().isAfter(askedAt.plus(GOOD_FOR));
    }

    /** Where Stripe gave no answer, nothing is known and everything may be tried. */
    private synchronized boolean take(Money amount) {
        if (askedAt.equals(Instant.EPOCH)) {
            return true;
        }
        long left = available.getOrDefault(code(amount.currency()), 0L) - amount.minor();
        if (left < 0) {
            return false;
        }
        available.put(code(amount.currency()), left);
        return true;
    }

    private boolean ask() {
        var now = clock.instant();
        return stripe.get("/v1/balance") instanceof StripeAnswer.Done(JsonNode balance) && remember(balance, now);
    }

    private synchronized boolean remember(JsonNode balance, Instant at) {
        Map<String, Long> said = new HashMap<>();
        balance.path("available")
                .forEach(part -> said.merge(
                        part.path("currency").asString(""), part.path("amount").asLong(0), Math::addExact));
        available = said;
        askedAt = at;
        return true;
    }

    private static String code(Currency currency) {
        return currency.code().toLowerCase(Locale.ROOT);
    }
}
