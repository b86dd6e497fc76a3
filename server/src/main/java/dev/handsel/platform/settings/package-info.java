/** What every part may know about its surroundings: the environment, the data directory, secrets, and how to refuse to start. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.time"})
package dev.handsel.platform.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
