/** What Stripe tells by webhook, and what is asked for where it told nothing: kept first, then applied, in any order. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.failpoints",
            "base.refusal",
            "payouts.accounts",
            "payouts.commands",
            "payouts.lifecycle",
            "payouts.transfers",
            "platform.database",
            "platform.http",
            "platform.stripe",
            "platform.work"
        })
package dev.handsel.payouts.updates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
