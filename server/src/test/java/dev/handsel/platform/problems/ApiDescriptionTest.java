package dev.handsel.platform.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.handsel.testing.Client;
import dev.handsel.testing.HandselTest;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

@HandselTest
class ApiDescriptionTest {

    private final String url;
    private final Client client;

    ApiDescriptionTest(@Value("${handsel.public-url}") String url) {
        this.url = url;
        this.client = new Client(url);
    }

    @Test
    void the_api_describes_itself() {
        var api = client.get("/v1/openapi.json").json();
        assertThat(api.get("openapi").asString()).startsWith("3.1");
        assertThat(api.at("/info/title").asString()).isEqualTo("Handsel");
        assertThat(api.at("/servers/0/url").asString()).isEqualTo(url);
        assertThat(api.at("/components/securitySchemes").propertyNames())
                .containsExactlyInAnyOrder("person", "merchant", "device");
        assertThat(api.get("paths").propertyNames())
                .contains("/v1/meta", "/v1/audit")
                .allMatch(path -> (path.startsWith("/v1/") || path.startsWith("/r/")) && !path.startsWith("/v1/trial"));
    }

    @Test
    void names_are_those_on_the_wire() {
        var schemas = client.get("/v1/openapi.json").json().at("/components/schemas");
        assertThat(schemas.at("/Meta/properties").propertyNames()).contains("server_time");
        assertThat(schemas.at("/Problem/properties").propertyNames()).contains("request_id", "errors");
        assertThat(schemas.at("/PageAuditEntryView/properties").propertyNames()).contains("next_cursor", "has_more");
        assertThat(schemas.at("/AuditEntryView/properties/id/type").asString()).isEqualTo("string");
    }

    @Test
    void every_operation_tells_how_it_fails() {
        var api = client.get("/v1/openapi.json").json();
        api.get("paths")
                .forEach(path -> path.forEach(operation -> assertThat(operation
                                .at("/responses/default/content/application~1problem+json/schema/$ref")
                                .asString())
                        .endsWith("/Problem")));
        assertThat(api.at("/paths/~1v1~1audit/get/parameters").toString())
                .contains("\"limit\"", "\"after\"", "\"before\"", "\"actor\"")
                .doesNotContain("caller");
    }

    @Test
    void what_needs_no_credentials_says_so() {
        var api = client.get("/v1/openapi.json").json();
        assertThat(api.at("/paths/~1v1~1meta/get/security").toString()).isEqualTo("[]");
        assertThat(api.at("/paths/~1v1~1payouts/get/security").isMissingNode()).isTrue();
        assertThat(api.at("/paths/~1v1~1audit/get/security").toString()).isEqualTo("[{\"person\":[]}]");
        assertThat(api.at("/paths/~1v1~1events/post/security").toString()).isEqualTo("[{\"merchant\":[]}]");
        assertThat(api.at("/paths/~1v1~1meta/get/responses/200/content").propertyNames())
                .containsExactly("application/json");
    }

    @Test
    void every_operation_is_described_under_a_topic_in_words() {
        var api = client.get("/v1/openapi.json").json();
        var topics = api.get("tags").findValuesAsString("name");
        assertThat(topics).doesNotHaveDuplicates().noneMatch(topic -> topic.contains("-"));
        assertThat(api.get("tags").findValuesAsString("description")).hasSameSizeAs(topics);
        assertSoftly(softly -> api.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    var name = operation.getKey() + " " + path.getKey();
                    var said = operation.getValue();
                    softly.assertThat(said.path("tags").valueStream().map(JsonNode::asString))
                            .as(name + " belongs to a topic: give Topic its first word")
                            .hasSize(1)
                            .isSubsetOf(topics);
                    softly.assertThat(said.path("summary").asString(""))
                            .as(name + " has a summary in @Operation")
                            .isNotBlank()
                            .doesNotEndWith(".");
                    softly.assertThat(said.path("description").asString(""))
                            .as(name + " has a description in @Operation")
                            .isNotBlank();
                    softly.assertThat(said.get("operationId").asString()).matches("[a-z]+(_[a-z0-9]+)+");
                })));
    }

    @Test
    void every_declared_failure_is_a_problem_document() {
        var api = client.get("/v1/openapi.json").json();
        api.get("paths")
                .forEach(path -> path.forEach(operation -> operation.get("responses").properties().stream()
                        .filter(response -> response.getKey().matches("[45].."))
                        .forEach(response -> assertThat(response.getValue()
                                        .at("/content/application~1problem+json/schema/$ref")
                                        .asString())
                                .as(operation.get("operationId") + " " + response.getKey())
                                .endsWith("/Problem"))));
    }

    @Test
    void what_is_answered_names_its_required_members_and_requests_are_closed() {
        var api = client.get("/v1/openapi.json").json();
        var schemas = api.at("/components/schemas");
        var unsure = schemas.properties().stream()
                .filter(schema -> schema.getValue().has("properties")
                        && !schema.getValue().has("required")
                        && !schema.getValue().has("additionalProperties"))
                .map(Map.Entry::getKey);
        assertThat(unsure).as("answers of which nothing is always there").isEmpty();
        assertThat(schemas.at("/ProgramRequest/additionalProperties").asBoolean(true))
                .isFalse();
        assertThat(schemas.at("/ProgramView/properties/secret_shown/type").asString())
                .isEqualTo("boolean");
    }

    @Test
    void patterns_are_of_the_dialect_of_json_schema() {
        var patterns = client.get("/v1/openapi.json").json().findValuesAsString("pattern");
        assertThat(patterns)
                .isNotEmpty()
                .allMatch(pattern -> pattern.startsWith("^") && pattern.endsWith("$"))
                .noneMatch(pattern -> pattern.matches(".*(\\(\\?[^:=!]|[*+?}]\\+|\\\\[AzZGpPhQ]|&&).*"));
    }

    @Test
    void the_explorer_loads_nothing_from_elsewhere() {
        var page = client.get("/explorer");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "script-src 'self'");
        assertThat(page.text()).doesNotContain("http");
        for (var asset : new String[] {
            "/assets/explorer.js", "/webjars/swagger-ui/swagger-ui.css", "/webjars/swagger-ui/swagger-ui-bundle.js"
        }) {
            assertThat(page.text()).contains(asset);
            assertThat(client.get(asset).status()).isEqualTo(200);
        }
    }

    @Test
    void the_server_says_what_it_is() {
        var meta = client.get("/v1/meta").json();
        assertThat(meta.get("name").asString()).isEqualTo("Handsel");
        assertThat(meta.get("version").asString()).isNotBlank();
        assertThat(Instant.parse(meta.get("server_time").asString())).isBeforeOrEqualTo(Instant.now());
    }
}
