package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies an entry of a whitelist; written {@code wl_} and 26 characters. */
public record WhitelistId(UUID value) implements Id {

    private static final String PREFIX = "wl_";

    public static WhitelistId fresh() {
        return new WhitelistId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like an unknown one. */
    @JsonCreator
    public static WhitelistId parse(String text) {
        return new WhitelistId(Ids.parse(PREFIX, "whitelist entry", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
