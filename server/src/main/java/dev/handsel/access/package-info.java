/** Who is calling: accounts with their roles, tokens of allowed issuers, API keys of programmes. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"clock", "database", "digest", "idempotency", "ids", "refusal", "settings", "tokens"})
package dev.handsel.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
