package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies a payout; written {@code pay_} and 26 characters. */
public record PayoutId(UUID value) implements Id {

    private static final String PREFIX = "pay_";

    public static PayoutId fresh() {
        return new PayoutId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like an unknown payout. */
    @JsonCreator
    public static PayoutId parse(String text) {
        return new PayoutId(Ids.parse(PREFIX, "payout", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
