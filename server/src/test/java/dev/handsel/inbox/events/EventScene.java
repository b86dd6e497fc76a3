package dev.handsel.inbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.identity.access.Role;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Opens test programmes over HTTP, each with its own clock, for stories about what merchants tell. */
@Component
@ConditionalOnWebApplication
public class EventScene {

    /** When the clocks of these programmes start. */
    public static final String START = "2026-01-01T00:00:00Z";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Client client;
    private final Bearers bearers;

    EventScene(@Value("${handsel.public-url}") String url, Bearers bearers) {
        this.client = new Client(url);
        this.bearers = bearers;
    }

    /** Somebody who signs in with this address, as the {@code Authorization} header says it. */
    public String person(String email) {
        return bearers.of(email);
    }

    /** A programme with the usual terms: 30 days of holding, 30 days of attribution, the last click. */
    public Shop shop() {
        return shop(_ -> {});
    }

    public Shop shop(Consumer<ObjectNode> change) {
        var wish = (ObjectNode) JSON.readTree("""
                {"name": "Shop", "mode": "test", "landing_url": "https://shop.example/",
                 "allowed_landing_hosts": ["shop.example"], "currency": "USD", "hold_days": 30,
                 "payout_minimums": {"USD": 100}, "payout_schedule": "manual", "payout_provider": "simulated",
                 "attribution": {"model": "last_click", "window_days": 30}, "clock": "%s"}
                """.formatted(START));
        change.accept(wish);
        var manager = bearers.with(Role.MANAGER);
        var reply = client.post(
                "/v1/programs",
                wish.toString(),
                "Authorization",
                manager,
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return new Shop(
                client,
                manager,
                reply.json().get("id").asString(),
                reply.json().get("api_key").asString(),
                Instant.parse(wish.get("clock").asString()));
    }
}
