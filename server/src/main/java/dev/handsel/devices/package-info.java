/** Devices of people: registered, confirmed by mail, each with a secret that is shown once and stored only wrapped. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "audit",
            "clock",
            "database",
            "digest",
            "http",
            "idempotency",
            "ids",
            "keyring",
            "mail",
            "refusal",
            "tokens"
        })
package dev.handsel.devices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
