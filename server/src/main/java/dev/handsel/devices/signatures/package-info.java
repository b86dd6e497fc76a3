/** Signed requests: whose they are, and that each is made once. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.addresses",
            "base.ids",
            "base.refusal",
            "devices.nonces",
            "devices.registry",
            "identity.access",
            "identity.tokens",
            "platform.database",
            "platform.http",
            "platform.idempotency",
            "platform.json",
            "platform.limits",
            "platform.settings"
        })
package dev.handsel.devices.signatures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
