/** Data about providers of mailboxes, from packaged lists that are checked in with their versions. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.handsel.fraud.datasets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
