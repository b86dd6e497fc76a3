/** Threads that write in groups what requests hand over, from the start of the server to its end. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.handsel.writers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
