/** The database: a PostgreSQL that the server runs itself or one that it is given, its roles, its pool, its transactions. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.digest", "base.ids", "platform.postgres", "platform.settings"})
package dev.handsel.platform.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
