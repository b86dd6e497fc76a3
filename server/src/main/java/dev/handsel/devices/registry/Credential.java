package dev.handsel.devices.registry;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.CredentialId;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.signing.DeviceSecret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to judge a signature that names this credential.
 *
 * @param legacyAllowed whether the device's owner accepts the compatible scheme
 * @param expiresAt from when on it is not in force any more; null where no end is set
 * @param endedAt when it was retired or revoked; null while neither has happened
 */
public record Credential(
        CredentialId id,
        DeviceId device,
        AccountId owner,
        String deviceName,
        boolean legacyAllowed,
        @Nullable Instant expiresAt,
        @Nullable Instant endedAt,
        DeviceSecret secret) {

    /** Whether neither its time is over nor somebody has ended it; the state of the device is another question. */
    public boolean isInForce(Instant now) {
        return endedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    @Override
    public String toString() {
        return "Credential[id=" + id + ", device=" + device + "]";
    }
}
