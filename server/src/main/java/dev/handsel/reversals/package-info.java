/** Taking money back that was transferred to an affiliate. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "database",
            "http",
            "idempotency",
            "ids",
            "payouts",
            "programs",
            "refusal",
            "stripe",
            "stripecommands",
            "transfers"
        })
package dev.handsel.reversals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
