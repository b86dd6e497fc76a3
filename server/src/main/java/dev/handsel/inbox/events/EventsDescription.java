package dev.handsel.inbox.events;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Describes every type of event that is read, each by a schema of its own that its {@code type} picks. */
@Component
@ConditionalOnWebApplication
class EventsDescription implements GlobalOpenApiCustomizer {

    private static final String EVENT = "Event";
    private static final String BATCH = "EventBatch";
    private static final String RESULT = "EventResultView";

    @Override
    public void customise(OpenAPI api) {
        var components = api.getComponents();
        var event = new JsonSchema();
        event.description("Something that happened, as `type` says.");
        var discriminator = new Discriminator().propertyName("type");
        EventReader.types().forEach((type, body) -> {
            var name = schemaName(type);
            components.addSchemas(name, described(type, body, components));
            event.addOneOfItem(reference(name));
            discriminator.mapping(type, Components.COMPONENTS_SCHEMAS_REF + name);
        });
        components.addSchemas(EVENT, event.discriminator(discriminator));
        components.addSchemas(BATCH, batch());
        results(Objects.requireNonNull(components.getSchemas().get(RESULT)));
        var either = new JsonSchema();
        either.setOneOf(new ArrayList<>(List.of(reference(EVENT), reference(BATCH))));
        Objects.requireNonNull(api.getPaths().get("/v1/events"))
                .getPost()
                .requestBody(new RequestBody()
                        .required(true)
                        .content(new Content().addMediaType("application/json", new MediaType().schema(either))));
    }

    /** {@code DisputeWonEvent} for {@code dispute_won}. */
    private static String schemaName(String type) {
        var words = type.split("_");
        return Arrays.stream(words)
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining())
                + EVENT;
    }

    /** The schema of this type's record, whose {@code type} is this word; what stands in it becomes a component. */
    private static Schema<?> described(String type, Class<? extends EventBody> body, Components components) {
        Schema<?> event = new ObjectSchema();
        var read = ModelConverters.getInstance(true).readAll(body);
        for (var name : read.keySet()) {
            Schema<?> schema = Objects.requireNonNull(read.get(name));
            if (schema.getProperties().containsKey("occurred_at")) {
                event = schema;
            } else {
                words(type + ".lines", schema);
                components.addSchemas(name, schema);
            }
        }
        words(type, event);
        var word = new StringSchema()._enum(List.of(type));
        word.addType("string");
        event.getProperties().put("type", word.description("What happened."));
        return event.description(EventWords.type(type).orElse(null));
    }

    private static void words(String type, Schema<?> object) {
        object.getProperties()
                .forEach((name, member) -> EventWords.member(type, name).ifPresent(member::setDescription));
    }

    private static Schema<?> batch() {
        var events = new ArraySchema().items(reference(EVENT)).minItems(1).maxItems(Inbox.MOST);
        events.addType("array");
        events.description("In the order in which they are to be taken.");
        var batch = new ObjectSchema();
        batch.addType("object");
        batch.description("Several events: each is taken or refused by itself.");
        batch.addProperty("events", events);
        batch.addRequiredItem("events");
        return batch;
    }

    private static void results(Schema<?> view) {
        var meanings = Arrays.stream(ResultWord.values())
                .map(word -> "- `" + word.word() + "`: " + word.meaning() + ".")
                .collect(Collectors.joining("\n", "What became of the event:\n", ""));
        Objects.requireNonNull(view.getProperties().get("result")).setDescription(meanings);
    }

    private static Schema<?> reference(String name) {
        return new JsonSchema().$ref(Components.COMPONENTS_SCHEMAS_REF + name);
    }
}
