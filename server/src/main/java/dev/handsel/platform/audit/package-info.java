/** Who did what to what, and when: written once, in the transaction of what was done. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.ids", "platform.database"})
package dev.handsel.platform.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
