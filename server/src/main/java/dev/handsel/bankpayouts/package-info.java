/**
 * From accounts at Stripe to banks: what Stripe says of it, and the payments that this server orders where Stripe does not
 * make them by itself.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "clock",
            "database",
            "ids",
            "money",
            "payoutaccounts",
            "payouts",
            "refusal",
            "stripe",
            "stripecommands",
            "transfers"
        })
package dev.handsel.bankpayouts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
