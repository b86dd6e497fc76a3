/** The system's clock, in one place so that nothing else reads the time by itself. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.handsel.base.time;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
