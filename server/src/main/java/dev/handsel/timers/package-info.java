/** What happens by itself: timers only find work, the rows themselves are the queues and keys make repeating harmless. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "bankpayouts",
            "clocks",
            "devices",
            "idempotency",
            "ids",
            "mail",
            "payoutbatches",
            "programs",
            "reconciliation",
            "stripe",
            "stripebilling",
            "stripeevents"
        })
package dev.handsel.timers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
