/** Tells affiliates by mail what became of their payouts, and whoever watches the server by figures. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.money",
            "base.words",
            "identity.access",
            "identity.mail",
            "payouts.commands",
            "payouts.lifecycle",
            "payouts.transfers",
            "platform.work",
            "programs.terms",
            "referrals.affiliates"
        })
package dev.handsel.payouts.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
