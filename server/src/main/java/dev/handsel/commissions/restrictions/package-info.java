/** Who earns nothing, or is not paid, while somebody doubts them: facts that are raised and cleared, and what follows from them. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.facts",
            "base.ids",
            "base.money",
            "base.words",
            "commissions.accruals",
            "platform.audit",
            "platform.database",
            "programs.terms",
            "referrals.affiliates",
            "referrals.customers"
        })
package dev.handsel.commissions.restrictions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
