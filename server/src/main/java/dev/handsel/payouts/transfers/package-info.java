/**
 * Sends payouts to Stripe, each at most once, takes over what Stripe says of transfers, and knows whether anything may be sent
 * at all.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.failpoints",
            "base.ids",
            "base.money",
            "payouts.accounts",
            "payouts.lifecycle",
            "payouts.once",
            "platform.database",
            "platform.stripe",
            "platform.work",
            "programs.terms",
            "referrals.affiliates"
        })
package dev.handsel.payouts.transfers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
