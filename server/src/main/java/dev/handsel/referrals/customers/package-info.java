/** Links, clicks, the merchant's customers, and to whom they are attributed. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.facts",
            "base.ids",
            "base.words",
            "platform.database",
            "programs.terms",
            "referrals.affiliates",
            "referrals.clicks"
        })
package dev.handsel.referrals.customers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
