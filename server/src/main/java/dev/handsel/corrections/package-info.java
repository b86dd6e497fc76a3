/** What people correct in the ledger: adjustments and write-offs, by one person or by two. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "affiliates",
            "audit",
            "clock",
            "database",
            "http",
            "idempotency",
            "ids",
            "ledger",
            "money",
            "programs",
            "refusal"
        })
package dev.handsel.corrections;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
