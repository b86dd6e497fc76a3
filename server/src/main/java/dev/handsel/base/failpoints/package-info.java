/** Places at which a process can be stopped from outside, to try what is left when it dies there. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.handsel.base.failpoints;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
