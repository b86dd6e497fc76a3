/**
 * Sends payouts to Stripe, each at most once: one key and one frozen request for each, written down before any byte leaves.
 * What is unclear is asked with the same key while that is safe, and looked up when it is not any more.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.failpoints",
            "base.ids",
            "base.money",
            "payouts.accounts",
            "payouts.lifecycle",
            "platform.database",
            "platform.stripe",
            "platform.work",
            "programs.terms",
            "referrals.affiliates"
        })
package dev.handsel.payouts.transfers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
