package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies an entry of the audit log; written {@code adt_} and 26 characters. */
public record AuditEntryId(UUID value) implements Id {

    private static final String PREFIX = "adt_";

    public static AuditEntryId fresh() {
        return new AuditEntryId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like an unknown audit entry. */
    @JsonCreator
    public static AuditEntryId parse(String text) {
        return new AuditEntryId(Ids.parse(PREFIX, "audit entry", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
