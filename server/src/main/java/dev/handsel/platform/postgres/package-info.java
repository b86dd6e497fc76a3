/** The PostgreSQL that the server brings along: unpacked, started, found by commands beside it, stopped. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.digest", "platform.settings"})
package dev.handsel.platform.postgres;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
