/** Money on its way to affiliates: requests, approval, the batch, and what the provider says became of it. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "affiliates",
            "audit",
            "clock",
            "commissions",
            "database",
            "http",
            "idempotency",
            "ids",
            "ledger",
            "money",
            "payoutaccounts",
            "programs",
            "refusal"
        })
package dev.handsel.payouts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
