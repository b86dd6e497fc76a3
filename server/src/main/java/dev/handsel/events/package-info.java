/** The inbox: every fact from outside, stored once, and handed to those it concerns in the same transaction. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "affiliates",
            "audit",
            "clock",
            "clocks",
            "commissions",
            "database",
            "digest",
            "facts",
            "ids",
            "json",
            "money",
            "programs",
            "referrals",
            "refusal",
            "trades"
        })
package dev.handsel.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
