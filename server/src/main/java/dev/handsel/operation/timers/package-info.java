/** What happens by itself: timers only find work, the rows themselves are the queues and keys make repeating harmless. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.ids",
            "devices.registry",
            "identity.mail",
            "inbox.stripebilling",
            "payouts.batches",
            "payouts.commands",
            "payouts.reconciliation",
            "payouts.updates",
            "platform.idempotency",
            "platform.stripe",
            "programs.terms",
            "programs.time"
        })
package dev.handsel.operation.timers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
