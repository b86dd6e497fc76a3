package dev.handsel.payouts.updates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.testing.Client;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.Sandbox;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Brings events of the simulated Stripe to the shared server by hand, one step at a time. */
@Component
public class EventDrive {

    private final EventApplier applier;
    private final StripePoll poll;
    private final PublicUrl server;
    private final InstantSource clock;
    private final Sandbox stripe = Sandbox.shared();

    EventDrive(EventApplier applier, StripePoll poll, PublicUrl server, InstantSource clock) {
        this.applier = applier;
        this.poll = poll;
        this.server = server;
        this.clock = clock;
    }

    /** Asks Stripe for what it may have told in vain, and applies it. */
    public void poll() {
        poll.poll();
        apply();
    }

    /** Applies whatever is due; says how much that was. */
    public int apply() {
        int count = 0;
        for (var next = applier.next(); next.isPresent(); next = applier.next()) {
            next.get().run();
            count++;
        }
        return count;
    }

    /** The newest events of this type, of the platform or of a connected account. */
    public List<JsonNode> of(String type, String... account) {
        var headers = account.length == 0 ? new String[0] : new String[] {"Stripe-Account", account[0]};
        return stripe.api("GET", "/v1/events?limit=100&type=" + type, "", headers)
                .get("data")
                .valueStream()
                .toList();
    }

    /** Those of them about this payout's transfer. */
    public List<JsonNode> ofTransfer(String type, Object payout) {
        return of(type).stream()
                .filter(event -> event.get("data")
                        .get("object")
                        .path("metadata")
                        .path("payout_id")
                        .asString("")
                        .equals(payout.toString()))
                .toList();
    }

    public Reply send(JsonNode event) {
        var body = event.toString();
        return new Client(server.text())
                .post(
                        "/v1/stripe/connect",
                        body,
                        "Stripe-Signature",
                        Sandbox.signature(Sandbox.CONNECT_SECRET, body.getBytes(UTF_8), clock.instant()));
    }

    public void deliver(JsonNode event) {
        var reply = send(event);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }
}
