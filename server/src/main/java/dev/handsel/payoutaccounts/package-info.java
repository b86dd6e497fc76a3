/** Where an affiliate's money goes, as far as the provider has let it be set up. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "affiliates",
            "audit",
            "clock",
            "database",
            "digest",
            "failpoints",
            "http",
            "ids",
            "programs",
            "refusal",
            "stripe",
            "tokens"
        })
package dev.handsel.payoutaccounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
