/** Trades of customers, by hand or after a signal. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.facts",
            "base.ids",
            "base.refusal",
            "base.words",
            "identity.access",
            "platform.database",
            "platform.paging",
            "programs.terms",
            "referrals.customers"
        })
package dev.handsel.referrals.trades;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
