/** Tells affiliates by mail what became of their payouts, and whoever watches the server by figures. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "affiliates",
            "clock",
            "ids",
            "mail",
            "money",
            "payouts",
            "programs",
            "stripecommands",
            "transfers"
        })
package dev.handsel.payoutnotices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
