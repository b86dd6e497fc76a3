package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies a case of suspected fraud; written {@code case_} and 26 characters. */
public record CaseId(UUID value) implements Id {

    private static final String PREFIX = "case_";

    public static CaseId fresh() {
        return new CaseId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like an unknown one. */
    @JsonCreator
    public static CaseId parse(String text) {
        return new CaseId(Ids.parse(PREFIX, "fraud case", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
