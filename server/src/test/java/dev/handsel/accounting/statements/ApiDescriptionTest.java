package dev.handsel.accounting.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.handsel.platform.http.OpenPath;
import dev.handsel.platform.idempotency.KeyNotTaken;
import dev.handsel.platform.idempotency.KeylessPath;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The document describes what is served, and each operation as all are described. */
class ApiDescriptionTest extends ContractScene {

    @Autowired
    @Qualifier("requestMappingHandlerMapping") private RequestMappingHandlerMapping handlers;

    @Autowired
    private List<KeylessPath> keyless;

    @Autowired
    private List<KeyNotTaken> refusing;

    @Autowired
    private List<OpenPath> open;

    @Test
    void every_handler_is_described_and_nothing_else() {
        var handled = new TreeSet<String>(PLAIN);
        handlers.getHandlerMethods()
                .forEach((mapping, _) -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/v1/") && !path.contains("trial"))
                        .filter(path -> !path.startsWith("/v1/openapi"))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> handled.add(method + " " + path))));
        var described = new TreeSet<String>();
        operations.forEach(operation -> described.add(operation.name()));
        var missing = new TreeSet<>(handled);
        missing.removeAll(described);
        described.removeAll(handled);
        assertThat(missing).as("not described").isEmpty();
        assertThat(described).as("not handled").isEmpty();
    }

    @Test
    void every_operation_says_what_it_is_and_takes() {
        var ids = new HashSet<String>();
        assertSoftly(softly -> operations.forEach(operation -> {
            var json = operation.json();
            softly.assertThat(json.path("summary").asString(""))
                    .as(operation.name())
                    .isNotBlank();
            softly.assertThat(json.path("description").asString(""))
                    .as(operation.name())
                    .doesNotEndWith("/");
            softly.assertThat(ids.add(json.get("operationId").asString()))
                    .as(operation.name())
                    .isTrue();
            softly.assertThat(json.get("responses").propertyNames())
                    .as(operation.name())
                    .contains("default")
                    .anyMatch(status -> status.startsWith("2") || status.equals("302"));
            softly.assertThat(json.at("/responses/default/content").propertyNames())
                    .as(operation.name())
                    .containsExactly("application/problem+json");
            if (operation.method().equals("POST")) {
                softly.assertThat(operation.has("header", "Idempotency-Key"))
                        .as(operation.name())
                        .isEqualTo(takesKeys(operation.path()));
            }
            if (operation.method().equals("PATCH")) {
                softly.assertThat(operation.has("header", "If-Match"))
                        .as(operation.name())
                        .isTrue();
            }
            for (var part : operation.path().split("/", -1)) {
                if (part.startsWith("{")) {
                    softly.assertThat(operation.has("path", part.substring(1, part.length() - 1)))
                            .as(operation.name() + part)
                            .isTrue();
                }
            }
        }));
    }

    private boolean takesKeys(String path) {
        return keyless.stream().noneMatch(each -> each.paths().include("POST", path))
                && refusing.stream().noneMatch(each -> each.paths().include("POST", path))
                && open.stream().noneMatch(each -> each.paths().include("POST", path));
    }

    @Test
    void enums_are_lower_case_and_references_lead_somewhere() {
        var document = client.get("/v1/openapi.json").json();
        var schemas = document.at("/components/schemas").propertyNames();
        document.findValues("enum")
                .forEach(values ->
                        values.forEach(value -> assertThat(value.asString()).isLowerCase()));
        document.findValues("$ref")
                .forEach(ref ->
                        assertThat(schemas).contains(ref.asString().substring("#/components/schemas/".length())));
    }
}
