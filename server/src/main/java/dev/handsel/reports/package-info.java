/** Figures about what the other features did; nothing looks at this one. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "affiliates",
            "clock",
            "commissions",
            "http",
            "ids",
            "ledger",
            "money",
            "programs",
            "referrals",
            "refusal",
            "trades"
        })
package dev.handsel.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
