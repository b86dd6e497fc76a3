/**
 * What waits in a programme for something that has not been told: listed for people, counted, and told by mail when it is given
 * up. Modules in which things wait bring them as beans.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.ids",
            "base.words",
            "identity.access",
            "identity.mail",
            "identity.tokens",
            "platform.audit",
            "platform.database",
            "platform.paging",
            "platform.work",
            "programs.terms"
        })
package dev.handsel.inbox.waiting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
