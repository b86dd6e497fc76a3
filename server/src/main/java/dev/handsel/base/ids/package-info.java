/** Identifiers: one record per kind, prefixed, time-ordered. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.refusal"})
package dev.handsel.base.ids;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
