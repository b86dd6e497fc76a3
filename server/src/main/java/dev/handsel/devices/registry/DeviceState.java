package dev.handsel.devices.registry;

import dev.handsel.base.words.Word;

/** What a device may do. */
public enum DeviceState implements Word {
    /** Registered, and not confirmed by its owner yet: it may do nothing. */
    PENDING,
    /** Its signatures count. */
    ACTIVE,
    /** For ever without rights. */
    REVOKED;

    static DeviceState of(String word) {
        return Word.read(DeviceState.class, word);
    }
}
