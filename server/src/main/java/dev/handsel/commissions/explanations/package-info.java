/** Commissions as they are shown, and where each comes from, in words and in data. */
@NullMarked
@ApplicationModule(allowedDependencies = {"x"})
package dev.handsel.commissions.explanations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
