/** What people correct in the ledger: adjustments and write-offs, by one person or by two. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.ids",
            "base.money",
            "base.refusal",
            "identity.access",
            "ledger",
            "platform.audit",
            "platform.database",
            "platform.http",
            "platform.idempotency",
            "platform.json",
            "programs.terms",
            "referrals.affiliates"
        })
package dev.handsel.accounting.corrections;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
