package dev.handsel.platform.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.Client;
import dev.handsel.testing.HandselTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

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
