/**
 * Work that nobody waits for: threads from the start of the process to its end, timers, and queues of rows that stay in the tables
 * of their owners.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.handsel.platform.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
