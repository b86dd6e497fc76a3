package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Identifies a click on an affiliate's link; written {@code clk_} and 26 characters. */
public record ClickId(UUID value) implements Id {

    private static final String PREFIX = "clk_";

    public static ClickId fresh() {
        return new ClickId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like an unknown click. */
    @JsonCreator
    public static ClickId parse(String text) {
        return new ClickId(Ids.parse(PREFIX, "click", text));
    }

    /** Reads the text form, or nothing where it is malformed: browsers bring click ids from anywhere. */
    public static Optional<ClickId> find(String text) {
        return Ids.find(PREFIX, text).map(ClickId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
