/** Tiers: what affiliates brought before a month began, counted once, and the steps that they reached by it. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.ids",
            "base.money",
            "base.refusal",
            "identity.access",
            "platform.audit",
            "platform.database",
            "platform.paging",
            "programs.agreements",
            "programs.terms",
            "programs.time"
        })
package dev.handsel.commissions.tiers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
