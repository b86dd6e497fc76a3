/** How often something may be done: every limit with its numbers in one list, counted in one place. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.refusal"})
package dev.handsel.platform.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
