package dev.handsel.programs.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Wherever the served description says that a programme is named, its slug does as well as its id. */
class ProgramNamesTest extends ProgramScene {

    private record Call(String method, String path, JsonNode json) {
        String name() {
            return method + " " + path;
        }
    }

    private JsonNode document = JSON.nullNode();
    private Shop shop = new Shop("", "", "", JSON.nullNode(), "");
    private Someone somebody = new Someone("", dev.handsel.base.ids.AccountId.fresh(), "");

    @BeforeEach
    void somebody_who_may_do_everything() {
        document = get(null, "/v1/openapi.json").json();
        shop = shop();
        somebody = person("owner", "manager", "finance");
        post(somebody.bearer(), "/v1/affiliates", "{\"program\":\"%s\"}".formatted(shop.id()));
    }

    private List<Call> calls() {
        var calls = new ArrayList<Call>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> calls.add(new Call(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
        return calls;
    }

    private boolean hasQuery(Call call) {
        return call.json()
                .path("parameters")
                .valueStream()
                .anyMatch(parameter -> parameter.path("in").asString().equals("query")
                        && parameter.path("name").asString().equals("program"));
    }

    /** The body's schema, or those of its kinds. */
    private Stream<JsonNode> bodies(Call call) {
        var schema = call.json().at("/requestBody/content/application~1json/schema");
        return Stream.concat(Stream.of(schema), schema.path("oneOf").valueStream())
                .map(each -> each.has("$ref")
                        ? document.at(each.get("$ref").asString().substring(1))
                        : each);
    }

    private boolean hasMember(Call call) {
        return bodies(call).anyMatch(schema -> schema.path("properties").has("program"));
    }

    private String ask(Call call, String path, String body, String bearer) {
        var get = call.method().equals("GET");
        var reply = get
                ? send(call.method(), bearer, path, null)
                : send(
                        call.method(),
                        bearer,
                        path,
                        body,
                        "If-Match",
                        "\"0\"",
                        "Idempotency-Key",
                        UUID.randomUUID().toString());
        return reply.status()
                + reply.text().replaceAll("req_\\w+|\"(id|api_key|hint|slug|url|created_at)\":\"[^\"]*\"", "_");
    }

    /** The same call by id, by slug, and for a programme that is not there. */
    private void compare(Call call, String path, String body, String bearer) {
        var byId = ask(call, path.formatted(shop.id()), body.formatted(shop.id()), bearer);
        var bySlug = ask(call, path.formatted(shop.slug()), body.formatted(shop.slug()), bearer);
        var byNothing = ask(call, path.formatted("nowhere"), body.formatted("nowhere"), bearer);
        assertThat(bySlug).as(call.name()).isEqualTo(byId);
        assertThat(byNothing).as(call.name()).isNotEqualTo(byId).contains("not_found");
    }

    @Test
    void in_the_path() {
        var found = calls().stream()
                .filter(call -> call.path().startsWith("/v1/programs/{id}"))
                .filter(call -> !call.path().endsWith("/stripe/billing")
                        || !call.method().equals("POST"))
                .toList();
        assertThat(found).hasSizeGreaterThan(10);
        for (var call : found) {
            var path = call.path().replace("{id}", "%s").replaceAll("\\{\\w+}", "x");
            compare(call, path, "{}", somebody.bearer());
        }
    }

    @Test
    void in_the_query() {
        var found = calls().stream().filter(this::hasQuery).toList();
        assertThat(found).hasSizeGreaterThan(5);
        for (var call : found) {
            var path = call.path().replaceAll("\\{\\w+}", "x") + "?program=%s";
            compare(call, path, "{}", somebody.bearer());
        }
    }

    @Test
    void in_the_body() {
        var found = calls().stream()
                .filter(this::hasMember)
                .filter(call -> !call.path().equals("/v1/clicks"))
                .toList();
        assertThat(found).hasSizeGreaterThan(2);
        for (var call : found) {
            compare(call, call.path(), "{\"program\":\"%s\"}", somebody.bearer());
        }
    }

    @Test
    void a_merchant_may_name_their_own_programme_by_its_slug_and_no_other() {
        var body = "{\"program\":\"%s\",\"external_id\":\"u1\"}";
        assertThat(post(shop.key(), "/v1/affiliates", body.formatted(shop.slug()))
                        .status())
                .isEqualTo(201);
        isRefused(post(shop.key(), "/v1/affiliates", body.formatted(shop().slug())), 404, "not_found");
        isRefused(get(shop.key(), "/v1/programs/" + shop().slug()), 404, "not_found");
        assertThat(get(shop.key(), "/v1/programs/" + shop.slug()).status()).isEqualTo(200);
    }
}
