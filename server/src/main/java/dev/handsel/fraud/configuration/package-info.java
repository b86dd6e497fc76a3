/** What each programme has set of the parameters of its rules about fraud. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.ids",
            "base.refusal",
            "base.words",
            "fraud.rules",
            "identity.access",
            "platform.audit",
            "platform.database",
            "platform.http",
            "platform.json",
            "programs.terms"
        })
package dev.handsel.fraud.configuration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
