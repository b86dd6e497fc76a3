package dev.handsel.platform.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.handsel.platform.idempotency.ShownOnce;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Says of the members of an object which are always there and which may be null, as the components of its record do: what
 * is not {@code @Nullable} is always there. What is {@code @Nullable} is left out where it is null, or is there as null where
 * {@code @JsonInclude} asks for that.
 */
final class Members {

    /** Marks members that repeated answers have as null. */
    static final String SHOWN_ONCE = "x-shown-once";

    private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

    private Members() {}

    /** Completes the schema of this record. */
    static void describe(Schema<?> object, Class<?> type) {
        if (object.getProperties() == null) {
            return;
        }
        var required = new ArrayList<String>();
        for (var component : type.getRecordComponents()) {
            var name = wireName(component);
            var member = object.getProperties().get(name);
            if (member != null) {
                object.getProperties().put(name, described(member, component, written(component)));
                if (isAlwaysThere(component)) {
                    required.add(name);
                }
            }
        }
        object.setRequired(required.isEmpty() ? null : required);
    }

    private static String wireName(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null || named.value().isEmpty() ? NAMES.translate(component.getName()) : named.value();
    }

    private static boolean isAlwaysThere(RecordComponent component) {
        return switch (written(component)) {
            case ALWAYS -> true;
            case NON_EMPTY, NON_DEFAULT -> false;
            case NON_NULL, NON_ABSENT, USE_DEFAULTS, CUSTOM ->
                !isNullable(component) && component.getType() != Optional.class;
        };
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static JsonInclude.Include written(RecordComponent component) {
        var own = component.getAccessor().getAnnotation(JsonInclude.class);
        var around = component.getDeclaringRecord().getAnnotation(JsonInclude.class);
        if (own != null) {
            return own.value();
        }
        return around == null ? JsonInclude.Include.NON_ABSENT : around.value();
    }

    private static Schema<?> described(Schema<?> member, RecordComponent component, JsonInclude.Include written) {
        var described = isTree(component) ? tree(member) : member;
        if (has(component, NotBlank.class) || has(component, NotEmpty.class)) {
            atLeastOne(described);
        }
        if (has(component, ShownOnce.class)) {
            described.addExtension(SHOWN_ONCE, true);
            return orNull(described);
        }
        return isNullable(component) && written == JsonInclude.Include.ALWAYS ? orNull(described) : described;
    }

    /** Whether JSON stands here as it was stored or sent. */
    private static boolean isTree(RecordComponent component) {
        return component.getType() == JsonNode.class || has(component, JsonRawValue.class);
    }

    /** A list where the component says so, else an object. */
    private static Schema<?> tree(Schema<?> member) {
        var list = member.getItems() != null;
        var tree = list ? new ArraySchema().items(member.getItems()) : new ObjectSchema().additionalProperties(true);
        tree.addType(list ? "array" : "object");
        tree.setDescription(member.getDescription());
        return tree;
    }

    private static boolean has(RecordComponent component, Class<? extends Annotation> annotation) {
        return component.isAnnotationPresent(annotation)
                || component.getAccessor().isAnnotationPresent(annotation)
                || component.getAnnotatedType().isAnnotationPresent(annotation);
    }

    private static void atLeastOne(Schema<?> member) {
        if (member.getMinLength() != null && member.getMinLength() == 0) {
            member.setMinLength(1);
        }
        if (member.getMinItems() != null && member.getMinItems() == 0) {
            member.setMinItems(1);
        }
    }

    /** The same, or null. */
    static Schema<?> orNull(Schema<?> schema) {
        if (schema.getAnyOf() != null) {
            return schema;
        }
        if (schema.get$ref() != null || schema.getTypes() == null) {
            var nothing = new JsonSchema();
            nothing.addType("null");
            var either = new JsonSchema();
            either.addAnyOfItem(schema);
            either.addAnyOfItem(nothing);
            return either;
        }
        schema.addType("null");
        withNull(schema);
        return schema;
    }

    private static <T> void withNull(Schema<T> schema) {
        if (schema.getEnum() != null && !schema.getEnum().contains(null)) {
            schema.getEnum().add(null);
        }
    }
}
