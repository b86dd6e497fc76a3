/** Commissions as they are shown, and where each comes from, in words and in data. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.digest",
            "base.facts",
            "base.ids",
            "base.money",
            "base.refusal",
            "commissions.accruals",
            "commissions.caps",
            "commissions.rules",
            "identity.access",
            "ledger",
            "platform.paging",
            "programs.agreements",
            "programs.terms",
            "referrals.affiliates",
            "referrals.customers"
        })
package dev.handsel.commissions.explanations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
