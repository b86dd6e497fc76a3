/** The inbox: every fact from outside, stored once, and handed to those it concerns in the same transaction. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.digest",
            "base.facts",
            "base.ids",
            "base.money",
            "base.refusal",
            "base.words",
            "commissions.accruals",
            "commissions.tiers",
            "identity.access",
            "inbox.waiting",
            "platform.audit",
            "platform.database",
            "platform.json",
            "platform.paging",
            "programs.terms",
            "programs.time",
            "referrals.affiliates",
            "referrals.customers",
            "referrals.trades"
        })
package dev.handsel.inbox.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
