package dev.handsel.devices.registry;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.CredentialId;
import dev.handsel.base.ids.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device as its owner knows it.
 *
 * @param legacySignatures whether the compatible scheme of signing is accepted from it
 * @param version counts changes, for {@code ETag}
 */
record Device(
        DeviceId id,
        AccountId owner,
        String name,
        DeviceState state,
        boolean legacySignatures,
        long version,
        Instant createdAt,
        @Nullable Instant lastSeenAt) {

    /** A credential that is in force, without its secret. */
    record LiveCredential(
            CredentialId id,
            String hint,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    /** A credential just issued, with its secret: the only time that this exists outside the owner's hands. */
    record IssuedCredential(CredentialId id, String secret, Instant createdAt) {

        @Override
        public String toString() {
            return "Issued[id=" + id + "]";
        }
    }

    boolean isRevoked() {
        return state == DeviceState.REVOKED;
    }
}
