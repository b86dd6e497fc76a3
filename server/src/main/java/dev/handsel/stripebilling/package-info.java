/** A merchant's own webhooks of Stripe Billing, translated into the events that the merchant would tell by code. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "audit",
            "clock",
            "database",
            "events",
            "ids",
            "keyring",
            "money",
            "programs",
            "referrals",
            "refusal",
            "settings",
            "stripe"
        })
package dev.handsel.stripebilling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
