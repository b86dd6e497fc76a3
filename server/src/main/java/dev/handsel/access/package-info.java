/** Who is calling: accounts with their roles, tokens of allowed issuers, API keys of programmes. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"refusal", "ids", "digest", "clock", "settings", "database", "http", "tokens"})
package dev.handsel.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
