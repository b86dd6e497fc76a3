/** What holds for a sale beside the rule sets: terms of links, coupons, affiliates, groups and products, and which of them win. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.ids",
            "base.money",
            "base.refusal",
            "base.words",
            "identity.access",
            "platform.database",
            "platform.json",
            "platform.paging"
        })
package dev.handsel.programs.agreements;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
