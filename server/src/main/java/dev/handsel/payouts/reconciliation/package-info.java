/** What Stripe says has moved, against what the ledger says, every night: no difference, or an explained one. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.failpoints",
            "base.ids",
            "base.money",
            "base.time",
            "identity.access",
            "payouts.lifecycle",
            "payouts.transfers",
            "platform.database",
            "platform.http",
            "platform.idempotency",
            "platform.stripe"
        })
package dev.handsel.payouts.reconciliation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
