/** The batch of payouts: everything that can be paid out of a programme, day by day or by command. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.failpoints",
            "base.ids",
            "base.money",
            "commissions.accruals",
            "identity.access",
            "ledger",
            "payouts.lifecycle",
            "platform.database",
            "platform.http",
            "platform.idempotency",
            "platform.paging",
            "platform.work",
            "programs.terms",
            "programs.time",
            "referrals.affiliates"
        })
package dev.handsel.payouts.batches;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
