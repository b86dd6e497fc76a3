/** What affiliates have earned in a month, where it is limited. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.ids", "commissions.rules", "platform.database"})
package dev.handsel.commissions.caps;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
