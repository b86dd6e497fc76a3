package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Identifies a merchant's customer in a programme; written {@code cus_} and 26 characters. */
public record CustomerId(UUID value) implements Id {

    private static final String PREFIX = "cus_";

    public static CustomerId fresh() {
        return new CustomerId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like an unknown customer. */
    @JsonCreator
    public static CustomerId parse(String text) {
        return new CustomerId(Ids.parse(PREFIX, "customer", text));
    }

    /** The id that this text is; nothing where it is none. */
    public static Optional<CustomerId> find(String text) {
        return Ids.find(PREFIX, text).map(CustomerId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
