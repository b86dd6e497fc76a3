package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies an affiliate: the membership of a person in a programme; written {@code aff_} and 26 characters. */
public record AffiliateId(UUID value) implements Id {

    private static final String PREFIX = "aff_";

    public static AffiliateId fresh() {
        return new AffiliateId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like an unknown affiliate. */
    @JsonCreator
    public static AffiliateId parse(String text) {
        return new AffiliateId(Ids.parse(PREFIX, "affiliate", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
