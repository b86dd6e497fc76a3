package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Identifies a credential of a device; written {@code dk_} and 26 characters. */
public record CredentialId(UUID value) implements Id {

    private static final String PREFIX = "dk_";

    public static CredentialId fresh() {
        return new CredentialId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like an unknown credential. */
    @JsonCreator
    public static CredentialId parse(String text) {
        return new CredentialId(Ids.parse(PREFIX, "credential", text));
    }

    /** Reads the text form, or nothing where it is malformed. */
    public static Optional<CredentialId> find(String text) {
        return Ids.find(PREFIX, text).map(CredentialId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
