package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies an API key of a programme; written {@code key_} and 26 characters. */
public record ApiKeyId(UUID value) implements Id {

    private static final String PREFIX = "key_";

    public static ApiKeyId fresh() {
        return new ApiKeyId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like an unknown API key. */
    @JsonCreator
    public static ApiKeyId parse(String text) {
        return new ApiKeyId(Ids.parse(PREFIX, "API key", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
