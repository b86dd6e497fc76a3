/** From a paid invoice to a commission: rules, lines, maturity, reversal, explanation. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.digest",
            "base.facts",
            "base.ids",
            "base.money",
            "base.words",
            "commissions.caps",
            "commissions.rules",
            "ledger",
            "platform.audit",
            "platform.database",
            "platform.paging",
            "programs.agreements",
            "programs.terms",
            "programs.time",
            "referrals.customers"
        })
package dev.handsel.commissions.accruals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
