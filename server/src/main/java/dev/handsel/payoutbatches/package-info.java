/** The batch of payouts: everything that can be paid out of a programme, day by day or by command. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "affiliates",
            "clock",
            "clocks",
            "commissions",
            "database",
            "failpoints",
            "http",
            "idempotency",
            "ids",
            "ledger",
            "money",
            "payouts",
            "programs",
            "refusal"
        })
package dev.handsel.payoutbatches;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
