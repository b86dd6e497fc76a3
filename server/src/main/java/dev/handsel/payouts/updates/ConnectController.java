package dev.handsel.payouts.updates;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.platform.http.OpenPath;
import dev.handsel.platform.http.RequestPaths;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.stripe.WebhookSignature;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Stripe's webhooks for the platform and its connected accounts. */
@RestController
class ConnectController {

    private static final String PATH = "/v1/stripe/connect";

    @Configuration(proxyBeanMethods = false)
    static class ConnectPaths {
        /** The signature says who calls. */
        @Bean
        OpenPath stripeConnect() {
            return new OpenPath(RequestPaths.only(HttpMethod.POST, PATH));
        }
    }

    private final Stripe stripe;
    private final Arrivals arrivals;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Counter ofOtherMode;

    ConnectController(Stripe stripe, Arrivals arrivals, JsonMapper json, InstantSource clock, MeterRegistry meters) {
        this.stripe = stripe;
        this.arrivals = arrivals;
        this.json = json;
        this.clock = clock;
        this.ofOtherMode = Counter.builder("handsel.stripe.events.other_mode")
                .description(
                        "Events of Stripe about test money that came to a server with a live key, or the other way round.")
                .register(meters);
    }

    @Operation(
            summary = "Takes Stripe's webhooks about transfers, connected accounts and their bank payouts",
            description = """
                    The signature is checked over the raw bytes, and its time must be within 300 seconds of the server's, either
                    way (401 `signature_invalid`). The answer 200 means that the event is stored; it is applied afterwards,
                    once, however often and in whatever order events come. Events of the other mode than the server's key (`livemode`)
                    are answered alike, counted and forgotten.""")
    @PostMapping(PATH)
    Map<String, Boolean> receive(
            @RequestHeader(name = "Stripe-Signature", required = false) @Nullable String signature,
            @RequestBody byte[] body) {
        if (!WebhookSignature.valid(signature, body, stripe.connectSecrets(), clock.instant())) {
            throw new Refused(
                    RefusalKind.UNAUTHENTICATED,
                    "signature_invalid",
                    "These bytes were not signed by Stripe just now.");
        }
        var event = StripeEvent.read(body, json)
                .orElseThrow(() -> new Refused(RefusalKind.INVALID, "event_invalid", "This is no event of Stripe."));
        if (event.ofOtherMode(stripe.live())) {
            ofOtherMode.increment();
        } else {
            arrivals.keep(List.of(event));
        }
        return Map.of("received", true);
    }
}
