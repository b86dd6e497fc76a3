/** Files of events taken in by the operator, as fast as the database allows and as if each had been sent at its time. */
@NullMarked
@ApplicationModule(allowedDependencies = {"clocks", "events", "ids", "json", "programs", "refusal", "settings"})
package dev.handsel.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
