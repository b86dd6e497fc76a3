/** Who is calling: accounts with their roles, tokens of allowed issuers, API keys of programmes. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.digest",
            "base.ids",
            "base.refusal",
            "identity.tokens",
            "platform.audit",
            "platform.database",
            "platform.http",
            "platform.idempotency",
            "platform.limits",
            "platform.json"
        })
package dev.handsel.identity.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
