/** Programmes: their terms, their rule sets and their clocks. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.addresses",
            "base.ids",
            "base.money",
            "base.refusal",
            "base.words",
            "identity.access",
            "platform.audit",
            "platform.database",
            "platform.http",
            "platform.idempotency",
            "platform.json",
            "platform.paging",
            "platform.stripe",
            "programs.agreements"
        })
package dev.handsel.programs.terms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
