/** Trades of customers, by hand or after a signal. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "clock",
            "database",
            "facts",
            "http",
            "ids",
            "money",
            "programs",
            "referrals",
            "refusal"
        })
package dev.handsel.trades;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
