/** Sessions of people who signed in on the pages: what their browsers keep, where they are, how they end. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.addresses",
            "base.digest",
            "base.ids",
            "base.refusal",
            "identity.access",
            "identity.tokens",
            "platform.audit",
            "platform.database",
            "platform.http",
            "platform.paging"
        })
package dev.handsel.identity.sessions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
