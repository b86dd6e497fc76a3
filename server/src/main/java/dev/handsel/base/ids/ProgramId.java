package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Identifies a programme; written {@code prg_} and 26 characters. */
public record ProgramId(UUID value) implements Id {

    private static final String PREFIX = "prg_";

    public static ProgramId fresh() {
        return new ProgramId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like an unknown programme. */
    @JsonCreator
    public static ProgramId parse(String text) {
        return new ProgramId(Ids.parse(PREFIX, "programme", text));
    }

    /** Reads the text form, or nothing where it is malformed. */
    public static Optional<ProgramId> find(String text) {
        return Ids.find(PREFIX, text).map(ProgramId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
