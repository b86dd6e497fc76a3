package dev.handsel.platform.problems;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/**
 * Finishes the document when everybody has described what is theirs: patterns and topics in readers' words, and requests
 * as strict as the server is.
 */
final class Wording implements GlobalOpenApiCustomizer {

    @Override
    public void customise(OpenAPI api) {
        SchemaWalk.everywhere(api).forEach(FullMatch::apply);
        SchemaWalk.requests(api).forEach(Wording::rawBody);
        SchemaWalk.requests(api).forEach(Wording::strict);
        SchemaWalk.answersToPosts(api).forEach(content -> secretShown(api, content));
        Topic.sort(api);
    }

    /** A repeated answer without its secret says so at its top. */
    private static void secretShown(OpenAPI api, Content content) {
        var inside = SchemaWalk.from(api, content);
        var secret = inside.stream()
                .filter(schema -> schema.getProperties() != null)
                .flatMap(schema -> schema.getProperties().values().stream())
                .anyMatch(member ->
                        member.getExtensions() != null && member.getExtensions().containsKey(Members.SHOWN_ONCE));
        if (secret) {
            var shown = new BooleanSchema().description("True where this answer is given again, without its secret.");
            shown.addType("boolean");
            content.values().forEach(media -> resolved(api, media.getSchema()).addProperty("secret_shown", shown));
        }
    }

    private static Schema<?> resolved(OpenAPI api, Schema<?> schema) {
        if (schema.get$ref() == null) {
            return schema;
        }
        var name = schema.get$ref().substring(Components.COMPONENTS_SCHEMAS_REF.length());
        return Objects.requireNonNull(api.getComponents().getSchemas().get(name));
    }

    /** What a handler takes as bytes is JSON of somebody else's, signed as it stands. */
    private static void rawBody(Schema<?> sent) {
        if ("byte".equals(sent.getFormat())) {
            sent.setFormat(null);
            sent.setTypes(new LinkedHashSet<>(List.of("object")));
            sent.setType("object");
            sent.setAdditionalProperties(true);
        }
    }

    /** Unknown members are refused; what may be left out may be null as well. */
    private static void strict(Schema<?> sent) {
        FullMatch.apply(sent);
        if (sent.getProperties() == null) {
            return;
        }
        if (sent.getAdditionalProperties() == null) {
            sent.setAdditionalProperties(false);
        }
        var required = sent.getRequired() == null ? List.<String>of() : sent.getRequired();
        sent.getProperties().replaceAll((name, member) -> required.contains(name) ? member : Members.orNull(member));
    }
}
