/** Links, clicks, the merchant's customers, and to whom they are attributed. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.facts",
            "base.ids",
            "base.money",
            "base.refusal",
            "base.time",
            "identity.access",
            "platform.audit",
            "platform.database",
            "platform.work",
            "programs.terms",
            "referrals.affiliates"
        })
package dev.handsel.referrals.customers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
