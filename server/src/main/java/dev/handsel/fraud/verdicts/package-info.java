/** What rules about fraud say of each account, the verdict that counts, and what follows from it for money. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.failpoints",
            "base.ids",
            "base.words",
            "commissions.restrictions",
            "fraud.configuration",
            "fraud.identities",
            "fraud.rules",
            "platform.audit",
            "platform.database",
            "platform.paging",
            "referrals.affiliates",
            "referrals.customers"
        })
package dev.handsel.fraud.verdicts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
