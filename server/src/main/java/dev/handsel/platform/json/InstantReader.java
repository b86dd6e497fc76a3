package dev.handsel.platform.json;

import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads {@link InstantText}, which is stricter than Jackson's own reading. */
final class InstantReader extends ValueDeserializer<Instant> {

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
        var text = parser.getString();
        return InstantText.parse(text)
                .orElseGet(() -> (Instant) context.handleWeirdStringValue(Instant.class, text, "not an RFC 3339 time"));
    }
}
