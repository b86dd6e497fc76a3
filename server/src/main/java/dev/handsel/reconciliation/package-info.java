/** What Stripe says has moved, against what the ledger says, every night: no difference, or an explained one. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "clock",
            "database",
            "failpoints",
            "http",
            "idempotency",
            "ids",
            "money",
            "payouts",
            "stripe",
            "transfers"
        })
package dev.handsel.reconciliation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
