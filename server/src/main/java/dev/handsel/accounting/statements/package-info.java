/** Figures about what the other features did; nothing looks at this one. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.ids",
            "base.money",
            "base.refusal",
            "commissions.accruals",
            "identity.access",
            "ledger",
            "platform.database",
            "platform.http",
            "platform.paging",
            "programs.terms",
            "referrals.affiliates",
            "referrals.customers"
        })
package dev.handsel.accounting.statements;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
