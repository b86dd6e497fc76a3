package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Identifies a device; written {@code dev_} and 26 characters. */
public record DeviceId(UUID value) implements Id {

    private static final String PREFIX = "dev_";

    public static DeviceId fresh() {
        return new DeviceId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like an unknown device. */
    @JsonCreator
    public static DeviceId parse(String text) {
        return new DeviceId(Ids.parse(PREFIX, "device", text));
    }

    /** Reads the text form, or nothing where it is malformed. */
    public static Optional<DeviceId> find(String text) {
        return Ids.find(PREFIX, text).map(DeviceId::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
