/** What the server says about itself and about failures: problem documents, the API's description, its version. */
@NullMarked
@ApplicationModule(allowedDependencies = {"http", "idempotency", "json", "refusal"})
package dev.handsel.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
