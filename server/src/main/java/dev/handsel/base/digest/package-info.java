/** Digests of texts and bytes. Depends on nothing. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.handsel.base.digest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
