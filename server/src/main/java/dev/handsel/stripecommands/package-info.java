/**
 * What is asked of Stripe beside transfers, each at most once: one key and one frozen request, written down before any byte
 * leaves. What is unclear is asked with the same key while that is safe, and looked up when it is not any more.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "clock",
            "database",
            "failpoints",
            "ids",
            "loops",
            "payouts",
            "stripe",
            "transfers"
        })
package dev.handsel.stripecommands;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
