/**
 * What becomes of a payout: requests, approval, the states it can have, and the simulated provider, for which people or a test say
 * what becomes of it.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.failpoints",
            "base.ids",
            "base.money",
            "base.refusal",
            "base.words",
            "commissions.accruals",
            "identity.access",
            "ledger",
            "payouts.accounts",
            "platform.audit",
            "platform.database",
            "platform.http",
            "platform.idempotency",
            "platform.json",
            "platform.limits",
            "platform.paging",
            "platform.work",
            "programs.terms",
            "referrals.affiliates"
        })
package dev.handsel.payouts.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
