/** Double-entry, append-only; the only writer of the ledger's tables. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.digest",
            "base.ids",
            "base.money",
            "base.refusal",
            "base.time",
            "identity.access",
            "platform.database",
            "platform.http"
        })
package dev.handsel.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
