package dev.handsel.platform.problems;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds every schema of a document that can be reached from some of them, each once. */
@SuppressWarnings("rawtypes") // as the maps and lists of the document are
final class SchemaWalk {

    private final Map<String, Schema> components;
    private final Set<Schema<?>> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Schema<?>> open = new ArrayDeque<>();

    private SchemaWalk(OpenAPI api) {
        this.components = api.getComponents().getSchemas();
    }

    static Set<Schema<?>> everywhere(OpenAPI api) {
        var walk = new SchemaWalk(api);
        walk.components.values().forEach(walk::visit);
        operations(api).forEach(operation -> {
            if (operation.getParameters() != null) {
                operation.getParameters().forEach(parameter -> walk.visit(parameter.getSchema()));
            }
            operation.getResponses().values().forEach(response -> walk.visit(response.getContent()));
        });
        return walk.all();
    }

    /** What clients send. */
    static Set<Schema<?>> requests(OpenAPI api) {
        var walk = new SchemaWalk(api);
        operations(api)
                .filter(operation -> operation.getRequestBody() != null)
                .forEach(operation -> walk.visit(operation.getRequestBody().getContent()));
        return walk.all();
    }

    /** What POSTs that did something are answered. */
    static List<Content> answersToPosts(OpenAPI api) {
        return api.getPaths().values().stream()
                .flatMap(path -> Stream.ofNullable(path.getPost()))
                .flatMap(operation -> operation.getResponses().entrySet().stream())
                .filter(answer -> answer.getKey().startsWith("2"))
                .flatMap(answer -> Stream.ofNullable(answer.getValue().getContent()))
                .toList();
    }

    /** This one, and what stands in it. */
    static Set<Schema<?>> from(OpenAPI api, Content content) {
        var walk = new SchemaWalk(api);
        walk.visit(content);
        return walk.all();
    }

    static Stream<Operation> operations(OpenAPI api) {
        return api.getPaths().values().stream().flatMap(path -> path.readOperations().stream());
    }

    private Set<Schema<?>> all() {
        while (!open.isEmpty()) {
            inside(open.pop());
        }
        return found;
    }

    private void visit(@Nullable Content content) {
        if (content != null) {
            content.values().forEach(media -> visit(media.getSchema()));
        }
    }

    private void visit(@Nullable Schema<?> schema) {
        if (schema != null && found.add(schema)) {
            open.push(schema);
        }
    }

    private void visit(@Nullable Collection<? extends Schema> schemas) {
        if (schemas != null) {
            schemas.forEach(this::visit);
        }
    }

    private void inside(Schema<?> schema) {
        if (schema.get$ref() != null) {
            visit(components.get(schema.get$ref().substring(Components.COMPONENTS_SCHEMAS_REF.length())));
        }
        if (schema.getProperties() != null) {
            visit(schema.getProperties().values());
        }
        visit(schema.getItems());
        visit(schema.getOneOf());
        visit(schema.getAnyOf());
        visit(schema.getAllOf());
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            visit(values);
        }
    }
}
