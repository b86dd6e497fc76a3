/**
 * What is asked of Stripe beside transfers, each at most once: taking transfers back, and paying connected accounts out to their
 * banks where Stripe does not do so by itself.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.ids",
            "base.refusal",
            "base.words",
            "identity.access",
            "payouts.accounts",
            "payouts.lifecycle",
            "payouts.once",
            "payouts.transfers",
            "platform.audit",
            "platform.database",
            "platform.idempotency",
            "platform.stripe",
            "platform.work",
            "programs.terms"
        })
package dev.handsel.payouts.commands;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
