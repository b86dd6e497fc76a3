/** From a paid invoice to a commission: rules, lines, maturity, reversal, explanation. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "affiliates",
            "audit",
            "clock",
            "clocks",
            "database",
            "digest",
            "earnings",
            "facts",
            "http",
            "ids",
            "ledger",
            "money",
            "programs",
            "referrals",
            "refusal"
        })
package dev.handsel.commissions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
