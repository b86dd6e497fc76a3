/** The commission rules alone: what an invoice earns, and what refunds and disputes take back. No database, no clock. */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts", "money", "programs", "referrals"})
package dev.handsel.earnings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
