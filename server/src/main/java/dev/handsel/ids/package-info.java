/** Identifiers: one record per kind, prefixed, time-ordered. */
@NullMarked
@ApplicationModule(allowedDependencies = "refusal")
package dev.handsel.ids;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
