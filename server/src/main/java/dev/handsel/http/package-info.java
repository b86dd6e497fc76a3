/**
 * What every HTTP endpoint of the API shares: pages, versions, limits and request ids.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"json", "refusal", "settings"})
package dev.handsel.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
