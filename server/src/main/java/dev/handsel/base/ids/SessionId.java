package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies a session of somebody who signed in; written {@code ses_} and 26 characters. */
public record SessionId(UUID value) implements Id {

    private static final String PREFIX = "ses_";

    public static SessionId fresh() {
        return new SessionId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like an unknown session. */
    @JsonCreator
    public static SessionId parse(String text) {
        return new SessionId(Ids.parse(PREFIX, "session", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
