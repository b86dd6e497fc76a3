/** Access tokens: the built-in issuer's key and signature, and which tokens of which issuers are believed. */
@NullMarked
@ApplicationModule(allowedDependencies = {"refusal", "ids", "settings"})
package dev.handsel.tokens;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
