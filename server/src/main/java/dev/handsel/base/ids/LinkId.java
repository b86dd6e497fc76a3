package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies a link of an affiliate; written {@code lnk_} and 26 characters. */
public record LinkId(UUID value) implements Id {

    private static final String PREFIX = "lnk_";

    public static LinkId fresh() {
        return new LinkId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like an unknown link. */
    @JsonCreator
    public static LinkId parse(String text) {
        return new LinkId(Ids.parse(PREFIX, "link", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
