package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies an account: a person who signs in; written {@code acc_} and 26 characters. */
public record AccountId(UUID value) implements Id {

    private static final String PREFIX = "acc_";

    public static AccountId fresh() {
        return new AccountId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like an unknown account. */
    @JsonCreator
    public static AccountId parse(String text) {
        return new AccountId(Ids.parse(PREFIX, "account", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
