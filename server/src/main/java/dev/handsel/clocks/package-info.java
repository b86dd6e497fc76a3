/** The passing of time in programmes: what falls due, and the clocks of test programmes that move by command. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "audit", "database", "ids", "programs", "refusal"})
package dev.handsel.clocks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
