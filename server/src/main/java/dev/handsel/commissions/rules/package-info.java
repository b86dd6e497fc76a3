/** The commission rules alone: what an invoice earns, and what refunds and disputes take back. No database, no clock. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"base.facts", "base.money", "base.words", "programs.agreements", "programs.terms"})
package dev.handsel.commissions.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
