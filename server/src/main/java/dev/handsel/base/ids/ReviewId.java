package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies a request to look again; written {@code rev_} and 26 characters. */
public record ReviewId(UUID value) implements Id {

    private static final String PREFIX = "rev_";

    public static ReviewId fresh() {
        return new ReviewId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like an unknown one. */
    @JsonCreator
    public static ReviewId parse(String text) {
        return new ReviewId(Ids.parse(PREFIX, "review", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
