/** Nonces of signed requests: each is used once, on whichever replica, and remembered as long as that matters. */
@NullMarked
@ApplicationModule(allowedDependencies = {"clock", "database", "digest", "ids", "writers"})
package dev.handsel.nonces;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
