/** Nonces of signed requests: each is used once, on whichever replica, and remembered as long as that matters. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.digest", "base.ids", "platform.database", "platform.work"})
package dev.handsel.devices.nonces;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
