/** Access tokens: the built-in issuer's key and signature, and which tokens of which issuers are believed. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.ids", "base.refusal", "platform.database", "platform.settings"})
package dev.handsel.identity.tokens;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
