/** How often something may be done: every limit with its numbers in one list, counted in one place. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.refusal", "base.words"})
package dev.handsel.platform.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
