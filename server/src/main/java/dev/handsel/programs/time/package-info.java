/** The passing of time in programmes: what falls due, and the clocks of test programmes that move by command. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.ids",
            "base.refusal",
            "identity.access",
            "platform.audit",
            "platform.database",
            "platform.http",
            "platform.idempotency",
            "platform.work",
            "programs.terms"
        })
package dev.handsel.programs.time;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
