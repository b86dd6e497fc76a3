/** Threads from the start of the process to its end: they work through queues of rows, or write in groups what requests hand over. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.handsel.platform.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
