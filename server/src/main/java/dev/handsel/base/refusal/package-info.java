/** How a rule says no: a stable code, a sentence, and every fault of the input. Depends on nothing. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.handsel.base.refusal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
