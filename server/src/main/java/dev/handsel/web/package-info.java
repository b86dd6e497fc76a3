/** What the server says about itself and about failures: problem documents, the API's description, its version. */
@NullMarked
@ApplicationModule(allowedDependencies = {"refusal", "http"})
package dev.handsel.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
