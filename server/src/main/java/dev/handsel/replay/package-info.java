/** The commission rules applied once more to stored facts: to prove what was written, or to see what other terms cost. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "commissions",
            "digest",
            "earnings",
            "facts",
            "ids",
            "money",
            "programs",
            "referrals"
        })
package dev.handsel.replay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
