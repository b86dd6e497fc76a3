/** Who did what to what, and when: written once, in the transaction of the deed. */
@NullMarked
@ApplicationModule(allowedDependencies = {"ids", "refusal", "clock", "http", "access"})
package dev.handsel.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
