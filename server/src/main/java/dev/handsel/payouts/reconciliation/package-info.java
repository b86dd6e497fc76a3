/** What Stripe says has moved, against what the ledger says, every night: no difference, or an explained one. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.failpoints",
            "base.ids",
            "identity.access",
            "payouts.transfers",
            "platform.database",
            "platform.paging",
            "platform.stripe",
            "platform.work"
        })
package dev.handsel.payouts.reconciliation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
