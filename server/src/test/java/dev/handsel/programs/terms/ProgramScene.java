package dev.handsel.programs.terms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AccountId;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.identity.tokens.TokenIssuer;
import dev.handsel.testing.Client;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.HandselTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** People, merchants and programmes for stories over HTTP. */
@HandselTest
public abstract class ProgramScene {

    protected static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected TokenIssuer issuer;

    @Autowired
    protected PublicUrl publicUrl;

    @Autowired
    protected InstantSource clock;

    /** Somebody who calls, with the bearer token by which they do. */
    public record Someone(String bearer, AccountId account, String email) {}

    /** A programme that was made over HTTP, and its API key. */
    public record Shop(String id, String slug, String key, JsonNode json, String etag) {}

    protected Client client() {
        return new Client(publicUrl.text());
    }

    protected Someone person(String... roles) {
        return person("u" + UUID.randomUUID() + "@shop.example", true, roles);
    }

    protected Someone person(String email, boolean verified, String... roles) {
        var account = AccountId.fresh();
        jdbc.sql("insert into account (id, email, email_verified, created_at) values (:id, :email, :verified, now())")
                .param("id", account.value())
                .param("email", email)
                .param("verified", verified)
                .update();
        for (var role : roles) {
            jdbc.sql("insert into account_role (account_id, role, granted_at) values (:id, :role, now())")
                    .param("id", account.value())
                    .param("role", role)
                    .update();
        }
        return new Someone(issuer.token(account, clock.instant(), Duration.ofHours(1)), account, email);
    }

    /** The body that asks for a test programme. */
    protected static ObjectNode wish() {
        return (ObjectNode) JSON.readTree("""
                {"name": "Shop", "mode": "test", "landing_url": "https://shop.example/start?lang=en#top",
                 "allowed_landing_hosts": ["shop.example", "*.shop.example"], "currency": "USD", "hold_days": 20,
                 "payout_minimums": {"USD": 5000}, "payout_schedule": "manual", "payout_provider": "simulated",
                 "attribution": {"model": "last_click", "window_days": 45}}
                """);
    }

    protected Shop shop() {
        return shop(_ -> {});
    }

    protected Shop shop(Consumer<ObjectNode> change) {
        var wish = wish();
        change.accept(wish);
        var reply = post(person("manager").bearer(), "/v1/programs", wish);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        var json = reply.json();
        return new Shop(
                json.get("id").asString(),
                json.get("slug").asString(),
                json.get("api_key").asString(),
                json,
                reply.header("ETag"));
    }

    protected Reply get(@Nullable String bearer, String path) {
        return send("GET", bearer, path, null);
    }

    protected Reply post(@Nullable String bearer, String path, JsonNode body, String... headers) {
        return send("POST", bearer, path, body.toString(), headers);
    }

    protected Reply post(@Nullable String bearer, String path, String body, String... headers) {
        return send("POST", bearer, path, body, headers);
    }

    protected Reply send(
            String method, @Nullable String bearer, String path, @Nullable String body, String... headers) {
        var all = new java.util.ArrayList<>(List.of(headers));
        if (bearer != null) {
            all.addAll(List.of("Authorization", "Bearer " + bearer));
        }
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return client().send(method, path, publisher, all.toArray(String[]::new));
    }

    protected static void isRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }

    protected List<String> deeds(String object) {
        return jdbc.sql("select action from audit_entry where object = :object order by id")
                .param("object", object)
                .query((row, _) -> row.getString(1))
                .list();
    }
}
