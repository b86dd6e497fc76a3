/** Signed requests: whose they are, and that each is made once. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "clock",
            "database",
            "devices",
            "digest",
            "http",
            "ids",
            "json",
            "nonces",
            "refusal",
            "settings",
            "tokens"
        })
package dev.handsel.signatures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
