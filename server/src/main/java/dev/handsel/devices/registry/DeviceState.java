package dev.handsel.devices.registry;

import java.util.Locale;

/** What a device may do. */
public enum DeviceState {
    /** Registered, and not confirmed by its owner yet: it may do nothing. */
    PENDING,
    /** Its signatures count. */
    ACTIVE,
    /** For ever without rights. */
    REVOKED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeviceState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
