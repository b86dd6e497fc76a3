package dev.handsel.platform.problems;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bodies for the main calls, with which the explorer is filled: they are requests of one story, and run in its order. They
 * stand in {@code api-examples.json} by the ids of operations.
 */
final class Examples implements GlobalOpenApiCustomizer {

    /** A body, and what it is in a few words. */
    record Body(String summary, Map<String, Object> value) {}

    private final Map<String, Map<String, Body>> bodies;

    private Examples(Map<String, Map<String, Body>> bodies) {
        this.bodies = bodies;
    }

    static Examples read() {
        try (var json = new ClassPathResource("api-examples.json").getInputStream()) {
            return new Examples(JsonMapper.builder().build().readValue(json, new TypeReference<>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void customise(OpenAPI api) {
        SchemaWalk.operations(api)
                .filter(operation -> bodies.containsKey(operation.getOperationId()))
                .forEach(this::fill);
    }

    private void fill(Operation operation) {
        var media =
                Objects.requireNonNull(operation.getRequestBody().getContent().get("application/json"));
        Objects.requireNonNull(bodies.get(operation.getOperationId()))
                .forEach((name, body) -> media.addExamples(
                        name, new Example().summary(body.summary()).value(body.value())));
    }
}
