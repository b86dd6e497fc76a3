package dev.handsel.devices.signatures;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.CredentialId;
import dev.handsel.base.ids.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whose signature it is. Known from a cache: whether it still counts is asked with each request. */
record SignedDevice(
        CredentialId credential,
        DeviceId device,
        AccountId owner,
        String name,
        @Nullable Instant credentialExpiresAt) {}
