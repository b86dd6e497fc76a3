/** Devices of people: registered, confirmed by mail, each with a secret that is shown once and stored only wrapped. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.digest",
            "base.ids",
            "base.refusal",
            "base.words",
            "identity.access",
            "identity.mail",
            "identity.tokens",
            "platform.audit",
            "platform.database",
            "platform.http",
            "platform.idempotency",
            "platform.keyring",
            "platform.limits",
            "platform.paging",
            "platform.work"
        })
package dev.handsel.devices.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
