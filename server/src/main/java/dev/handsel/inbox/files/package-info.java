/** Files of events taken in by the operator, as fast as the database allows and as if each had been sent at its time. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.ids",
            "base.refusal",
            "inbox.events",
            "platform.json",
            "platform.settings",
            "programs.terms",
            "programs.time"
        })
package dev.handsel.inbox.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
