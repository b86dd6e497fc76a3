/** Whether a sign-in elsewhere is somebody's own: their account is asked once, by mail. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.digest",
            "base.ids",
            "base.refusal",
            "identity.access",
            "identity.mail",
            "identity.tokens",
            "platform.database",
            "platform.http"
        })
package dev.handsel.identity.linking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
