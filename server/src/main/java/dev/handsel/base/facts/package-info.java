/** What the outside world tells a programme, and what can become of it. Depends on nothing. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.words"})
package dev.handsel.base.facts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
