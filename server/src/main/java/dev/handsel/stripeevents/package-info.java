/** What Stripe tells by webhook, and what is asked for where it told nothing: kept first, then applied, in any order. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "bankpayouts",
            "clock",
            "database",
            "failpoints",
            "payoutaccounts",
            "payouts",
            "refusal",
            "stripe",
            "stripecommands",
            "transfers"
        })
package dev.handsel.stripeevents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
