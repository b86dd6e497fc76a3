package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies terms that hold beside the rule sets of a programme; written {@code trm_} and 26 characters. */
public record TermsId(UUID value) implements Id {

    private static final String PREFIX = "trm_";

    public static TermsId fresh() {
        return new TermsId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like unknown terms. */
    @JsonCreator
    public static TermsId parse(String text) {
        return new TermsId(Ids.parse(PREFIX, "terms", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
