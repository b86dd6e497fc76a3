/** Double-entry, append-only; the only writer of the ledger's tables. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "clock", "database", "digest", "http", "ids", "money", "refusal"})
package dev.handsel.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
