/** Signing in at the built-in issuer: its pages, its authorization codes, its tokens. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.addresses",
            "base.digest",
            "base.ids",
            "base.refusal",
            "identity.access",
            "identity.sessions",
            "identity.tokens",
            "platform.database",
            "platform.http",
            "platform.limits",
            "platform.paging",
            "platform.settings"
        })
package dev.handsel.identity.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
