/**
 * Sends payouts to Stripe, each at most once: one key and one frozen request for each, written down before any byte leaves.
 * What is unclear is asked with the same key while that is safe, and looked up when it is not any more.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "affiliates",
            "clock",
            "database",
            "failpoints",
            "ids",
            "loops",
            "money",
            "payoutaccounts",
            "payouts",
            "programs",
            "refusal",
            "stripe"
        })
package dev.handsel.transfers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
