/** The words by which the API and the database name alternatives. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.handsel.base.words;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
