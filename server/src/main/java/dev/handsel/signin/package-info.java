/** Signing in at the built-in issuer: its pages, its authorization codes, its tokens. */
@NullMarked
@ApplicationModule(allowedDependencies = {"refusal", "ids", "digest", "clock", "access", "tokens"})
package dev.handsel.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
