/** The keys that wrap secrets before they are stored; they are kept in a file outside of the database. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.refusal", "platform.audit", "platform.database", "platform.settings"})
package dev.handsel.platform.keyring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
