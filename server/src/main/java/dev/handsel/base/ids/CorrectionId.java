package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies a correction of the ledger; written {@code cor_} and 26 characters. */
public record CorrectionId(UUID value) implements Id {

    private static final String PREFIX = "cor_";

    public static CorrectionId fresh() {
        return new CorrectionId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like an unknown correction. */
    @JsonCreator
    public static CorrectionId parse(String text) {
        return new CorrectionId(Ids.parse(PREFIX, "correction", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
