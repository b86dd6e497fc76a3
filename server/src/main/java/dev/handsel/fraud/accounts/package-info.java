/** What is kept of accounts and pairs between batches of events, and what the rest of the product knows of them. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"base.facts", "base.ids", "fraud.identities", "fraud.rules", "platform.database"})
package dev.handsel.fraud.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
