/** Links, clicks, the merchant's customers, and to whom they are attributed. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "affiliates",
            "audit",
            "clock",
            "database",
            "facts",
            "ids",
            "money",
            "programs",
            "refusal",
            "writers"
        })
package dev.handsel.referrals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
