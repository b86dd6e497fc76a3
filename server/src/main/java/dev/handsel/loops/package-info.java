/** Threads that work through a queue of rows from the start of the process to its end. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.handsel.loops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
