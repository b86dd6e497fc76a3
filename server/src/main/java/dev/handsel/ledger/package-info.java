/** Double-entry, append-only; the only writer of the ledger's tables. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.digest",
            "base.ids",
            "base.money",
            "base.words",
            "platform.database",
            "platform.paging"
        })
package dev.handsel.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
