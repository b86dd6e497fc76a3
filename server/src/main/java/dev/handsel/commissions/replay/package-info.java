/** The commission rules applied once more to stored facts: to prove what was written, or to see what other terms cost. */
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
            "commissions.restrictions",
            "commissions.rules",
            "identity.access",
            "platform.audit",
            "platform.database",
            "platform.http",
            "platform.idempotency",
            "platform.json",
            "programs.agreements",
            "programs.terms",
            "referrals.agreements",
            "referrals.customers"
        })
package dev.handsel.commissions.replay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
