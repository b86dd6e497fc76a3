package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies a commission line; written {@code cms_} and 26 characters. */
public record CommissionId(UUID value) implements Id {

    private static final String PREFIX = "cms_";

    public static CommissionId fresh() {
        return new CommissionId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like an unknown commission. */
    @JsonCreator
    public static CommissionId parse(String text) {
        return new CommissionId(Ids.parse(PREFIX, "commission", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
