/** Who sets terms for whom: groups of affiliates, and what is agreed with them, for their links and coupons, or for products. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.ids",
            "base.money",
            "base.refusal",
            "identity.access",
            "platform.audit",
            "platform.database",
            "platform.json",
            "platform.paging",
            "programs.agreements",
            "programs.terms",
            "referrals.affiliates",
            "referrals.links"
        })
package dev.handsel.referrals.agreements;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
