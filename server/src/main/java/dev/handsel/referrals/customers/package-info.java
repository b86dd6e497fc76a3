/** Links, clicks, the merchant's customers, and to whom they are attributed. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.digest",
            "base.facts",
            "base.ids",
            "base.refusal",
            "base.words",
            "identity.access",
            "platform.audit",
            "platform.database",
            "platform.paging",
            "platform.work",
            "programs.agreements",
            "programs.terms",
            "referrals.affiliates",
            "referrals.clicks"
        })
package dev.handsel.referrals.customers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
