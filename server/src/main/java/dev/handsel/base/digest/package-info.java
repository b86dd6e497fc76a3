/** Digests of texts and bytes, and the random texts that are kept as digests. Depends on nothing. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.handsel.base.digest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
