/** A merchant's own webhooks of Stripe Billing, translated into the events that the merchant would tell by code. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.ids",
            "base.refusal",
            "base.words",
            "identity.access",
            "inbox.events",
            "inbox.stripeevents",
            "inbox.waiting",
            "platform.audit",
            "platform.database",
            "platform.http",
            "platform.keyring",
            "platform.paging",
            "platform.settings",
            "platform.stripe",
            "platform.work",
            "programs.terms",
            "programs.time",
            "referrals.affiliates",
            "referrals.customers"
        })
package dev.handsel.inbox.stripebilling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
