/** The rules about fraud alone: facts and counters in, verdicts with their evidence out. No database, no clock. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.refusal", "base.words"})
package dev.handsel.fraud.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
