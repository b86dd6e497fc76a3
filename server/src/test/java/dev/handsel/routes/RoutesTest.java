package dev.handsel.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.handsel.fraud.verdicts.Opinions;
import dev.handsel.identity.tokens.TokenIssuer;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.ForeignIssuer;
import dev.handsel.testing.HandselTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Nobody gets in where they have no business, on every route that is registered. */
@HandselTest
class RoutesTest {

    private final Client client;

    @Autowired
    private RouteTable table;

    @Autowired
    private Bearers bearers;

    @Autowired
    private Opinions opinions;

    @Autowired
    private TokenIssuer issuer;

    RoutesTest(@Value("${handsel.public-url}") String url) {
        this.client = new Client(url);
    }

    private int houses;

    @Test
    void every_route_is_declared_and_nothing_else() {
        var registered = new TreeSet<>(table.all());
        var declared = new TreeSet<Route>();
        Declared.all()
                .forEach(each -> assertThat(declared.add(each.route()))
                        .as(each.route() + " twice")
                        .isTrue());
        assertThat(declared).as("routes.txt says who may use which route").isEqualTo(registered);
    }

    @Test
    void strangers_get_nowhere_but_to_what_is_open() {
        assertSoftly(softly -> Declared.all().stream()
                .filter(each -> each.access() != Access.NEVER)
                .forEach(each -> {
                    var reply = send(each, each.sample().pattern(), "{}", "X-Forwarded-For", elsewhere());
                    var name = each.route() + " " + reply.status() + " " + reply.text();
                    softly.assertThat(reply.status()).as(name).isLessThan(500);
                    switch (each.access()) {
                        case OPEN -> softly.assertThat(reply.status()).as(name).isIn(200, 400, 404);
                        case VISITOR ->
                            softly.assertThat(reply.status()).as(name).isIn(404, 405);
                        case FORM -> softly.assertThat(reply.status()).as(name).isIn(200, 403, 404, 415);
                        case PAGE -> softly.assertThat(reply.status()).as(name).isIn(200, 302, 400, 401, 403, 415);
                        case SIGNED ->
                            softly.assertThat(reply.status()).as(name).isIn(401, 404);
                        case STRIPE ->
                            softly.assertThat(reply.status()).as(name).isIn(401, 404);
                        case CALLER, NEVER -> {
                            softly.assertThat(reply.code()).as(name).isEqualTo("unauthenticated");
                            softly.assertThat(reply.header("WWW-Authenticate"))
                                    .as(name)
                                    .startsWith("Bearer");
                            softly.assertThat(reply.header("Cache-Control"))
                                    .as(name)
                                    .isEqualTo("no-store");
                        }
                    }
                }));
    }

    @Test
    void nobody_finds_or_changes_what_is_somebody_elses() {
        var estate = new Estate(client, bearers).furnished().suspected(opinions);
        var elsewhere = new Estate(client, bearers);
        assertSoftly(softly -> Declared.all(Access.CALLER).forEach(each -> {
            for (var who : List.of(elsewhere.merchant, bearers.with())) {
                var reply =
                        send(each, estate.path(each.route()), estate.body(each), "Authorization", who, "If-Match", "*");
                var name = each.route() + " " + reply.status() + " " + reply.text();
                softly.assertThat(reply.status()).as(name).isLessThan(500);
                if (names(each)) {
                    softly.assertThat(reply.status()).as(name).isIn(403, 404);
                }
                estate.things().values().stream()
                        .filter(id -> id.length() > 20)
                        .forEach(id -> softly.assertThat(reply.text()).as(name).doesNotContain(id));
            }
        }));
        assertThat(client.get(estate.path(Route.parse("GET /v1/devices/{id}")), "Authorization", estate.person)
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("pending");
    }

    /** Whether the request names something that has an owner. */
    private static boolean names(Declared each) {
        return each.route().pattern().contains("{")
                || each.more().contains("$")
                || each.route().pattern().startsWith("/v1/affiliates/me");
    }

    @Test
    void no_token_counts_that_was_not_given_for_here_and_now() throws Exception {
        var forged = forged();
        assertSoftly(softly -> Declared.all(Access.CALLER)
                .forEach(each -> forged.forEach((how, token) -> {
                    var reply = send(
                            each,
                            each.sample().pattern(),
                            "{}",
                            "Authorization",
                            token,
                            "X-Forwarded-For",
                            elsewhere());
                    softly.assertThat(reply.status())
                            .as(each.route() + " " + how)
                            .isEqualTo(401);
                    softly.assertThat(reply.header("WWW-Authenticate")).as(how).startsWith("Bearer");
                    softly.assertThat(reply.text()).as(how).doesNotContain(token.replaceFirst("^Bearer +", "~"));
                })));
    }

    /** Each guess comes from another house: guessing from one is slowed down. */
    private String elsewhere() {
        int house = houses++;
        return "198.18." + house / 250 + "." + house % 250;
    }

    private Map<String, String> forged() throws Exception {
        var now = Instant.now();
        var own = issuer.key().reveal();
        var other = new RSAKeyGenerator(2048).keyID(own.getKeyID()).generate();
        var account = subject(bearers.with());
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer.issuer())
                .audience(issuer.audience())
                .subject(account)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(own.getKeyID());
        var tokens = new LinkedHashMap<String, String>();
        tokens.put("no algorithm", new PlainJWT(claims).serialize());
        tokens.put("expired", signed(header, claims(claims).expirationTime(Date.from(now.minusSeconds(3600))), own));
        tokens.put("not yet", signed(header, claims(claims).notBeforeTime(Date.from(now.plusSeconds(3600))), own));
        tokens.put("no end", signed(header, claims(claims).expirationTime(null), own));
        tokens.put("other audience", signed(header, claims(claims).audience("other"), own));
        tokens.put("other issuer", signed(header, claims(claims).issuer("https://evil.example"), own));
        tokens.put("nobody", signed(header, claims(claims).subject("acc_0000000000000000000000000a"), own));
        tokens.put("other key", signed(header, claims(claims), other));
        tokens.put(
                "own key in the header",
                signed(new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(other.toPublicJWK()), claims(claims), other));
        tokens.put(
                "other algorithm",
                signed(new JWSHeader.Builder(JWSAlgorithm.RS512).keyID(own.getKeyID()), claims(claims), own));
        tokens.put(
                "public key as a secret",
                ForeignIssuer.signed(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .keyID(own.getKeyID())
                                .build(),
                        claims,
                        new MACSigner(own.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))));
        try (var foreign = ForeignIssuer.started()) {
            tokens.put("foreign", foreign.sign(foreign.claims(account, now).build()));
        }
        tokens.put("cut", signed(header, claims(claims), own).replaceFirst("\\.[^.]*$", "."));
        tokens.put("unknown API key", "hsk_live_" + "a".repeat(43));
        tokens.put("API key of a test", "hsk_test_" + "b".repeat(43));
        tokens.put("malformed API key", "hsk_live_x");
        tokens.put("nonsense", "nonsense");
        tokens.put("revoked API key", revoked());
        tokens.replaceAll((_, token) -> "Bearer " + token);
        tokens.put("empty", "Bearer ");
        tokens.put("other scheme", "Basic bm9yYTpzZWNyZXQ=");
        tokens.put("good token, other scheme", bearers.with().replaceFirst("Bearer", "Token"));
        return tokens;
    }

    private static JWTClaimsSet.Builder claims(JWTClaimsSet claims) {
        return new JWTClaimsSet.Builder(claims);
    }

    private static String signed(
            JWSHeader.Builder header, JWTClaimsSet.Builder claims, com.nimbusds.jose.jwk.RSAKey key) throws Exception {
        return ForeignIssuer.signed(header.build(), claims.build(), new RSASSASigner(key));
    }

    private String subject(String bearer) {
        return client.get("/v1/accounts/me", "Authorization", bearer)
                .json()
                .get("id")
                .asString();
    }

    private String revoked() {
        var estate = new Estate(client, bearers);
        var path = "/v1/programs/" + estate.things().get("program") + "/api_keys";
        var made = client.post(path, "{\"name\": \"gone\"}", "Authorization", estate.manager)
                .json();
        var gone = client.send(
                "DELETE",
                path + "/" + made.get("id").asString(),
                BodyPublishers.noBody(),
                "Authorization",
                estate.manager);
        assertThat(gone.status()).isBetween(200, 204);
        return made.get("api_key").asString();
    }

    private Client.Reply send(Declared each, String path, String body, String... headers) {
        var method = each.sample().method();
        var all = new ArrayList<>(List.of(headers));
        var takesKey = each.access() == Access.CALLER && !each.route().pattern().equals("/v1/signatures/verify");
        if (takesKey && method.equals("POST") && all.contains("Authorization")) {
            all.addAll(List.of("Idempotency-Key", java.util.UUID.randomUUID().toString()));
        }
        var publisher = method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return client.send(method, path, publisher, all.toArray(String[]::new));
    }
}
