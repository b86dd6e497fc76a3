package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies the taking back of a transfer; written {@code rev_} and 26 characters. */
public record ReversalId(UUID value) implements Id {

    private static final String PREFIX = "rev_";

    /** Reads the text form; anything malformed is refused like an unknown reversal. */
    @JsonCreator
    public static ReversalId parse(String text) {
        return new ReversalId(Ids.parse(PREFIX, "reversal", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
