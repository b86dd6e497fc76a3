/** What the outside world tells a programme, and what can become of it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.ids", "base.words"})
package dev.handsel.base.facts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
