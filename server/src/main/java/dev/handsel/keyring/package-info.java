/** The keys that wrap secrets before they are stored; they are kept in a file outside of the database. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "clock", "database", "refusal", "settings"})
package dev.handsel.keyring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
