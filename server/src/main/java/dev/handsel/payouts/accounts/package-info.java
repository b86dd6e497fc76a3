/** Where an affiliate's money goes, as far as the provider has let it be set up. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.digest",
            "base.failpoints",
            "base.ids",
            "base.money",
            "base.refusal",
            "base.words",
            "identity.access",
            "identity.tokens",
            "platform.audit",
            "platform.database",
            "platform.http",
            "platform.idempotency",
            "platform.paging",
            "platform.stripe",
            "programs.terms",
            "referrals.affiliates"
        })
package dev.handsel.payouts.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
