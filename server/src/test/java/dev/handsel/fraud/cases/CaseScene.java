package dev.handsel.fraud.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.fraud.verdicts.Opinions;
import dev.handsel.identity.access.Role;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.Client.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and decides cases over HTTP. */
@Component
@ConditionalOnWebApplication
class CaseScene {

    private static final JsonMapper JSON = new JsonMapper();

    private final Client client;
    private final EventScene scene;
    private final Opinions opinions;
    final String manager;
    final String analyst;

    CaseScene(@Value("${handsel.public-url}") String url, Bearers bearers, EventScene scene, Opinions opinions) {
        this.client = new Client(url);
        this.scene = scene;
        this.opinions = opinions;
        this.manager = bearers.with(Role.MANAGER);
        this.analyst = bearers.with(Role.ANALYST);
    }

    /** In a programme of its own. */
    Affair affair() {
        var shop = scene.shop();
        var nora = shop.affiliate("nora");
        shop.brought(nora, "ann");
        shop.brought(nora, "bob");
        shop.tell(Event.invoice("a1", "ann", 3_000));
        return new Affair(this, opinions, shop, nora);
    }

    Reply get(String who, String path) {
        return client.get(path, "Authorization", who);
    }

    Reply delete(String who, String path) {
        return client.send("DELETE", path, BodyPublishers.noBody(), "Authorization", who);
    }

    /** Puts something, whatever its version is. */
    Reply set(String who, String path, Map<String, Object> body) {
        return client.send(
                "PUT",
                path,
                BodyPublishers.ofString(JSON.writeValueAsString(body)),
                "Authorization",
                who,
                "If-Match",
                "*",
                "Content-Type",
                "application/json");
    }

    /** The cases of a programme as an analyst lists them. */
    List<JsonNode> cases(Shop shop, String filter) {
        var reply = get(analyst, "/v1/fraud/cases?program=" + shop.id() + filter);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().get("data").valueStream().toList();
    }

    /** The only case there is. */
    Reply only(Shop shop) {
        var cases = cases(shop, "");
        assertThat(cases).hasSize(1);
        return get(analyst, "/v1/fraud/cases/" + cases.getFirst().get("id").asString());
    }

    Reply decide(String who, Reply found, String decision, Map<String, Object> more) {
        return decide(who, found.json().get("id").asString(), found.header("ETag"), decision, more);
    }

    Reply decide(String who, String id, String etag, String decision, Map<String, Object> more) {
        var body = new LinkedHashMap<String, Object>(
                Map.of("decision", decision, "reason_code", "household", "reason", "They are a couple."));
        body.putAll(more);
        return client.post(
                "/v1/fraud/cases/" + id + "/decision",
                JSON.writeValueAsString(body),
                "Authorization",
                who,
                "If-Match",
                etag,
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    /** An affiliate who signs in. */
    String person(Shop.Affiliate affiliate) {
        return scene.person(affiliate.email());
    }

    Reply ask(String who, String path, Map<String, Object> body) {
        return client.post(
                path,
                JSON.writeValueAsString(body),
                "Authorization",
                who,
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }
}
