/**
 * What every HTTP endpoint of the API shares: strict JSON bodies, pages, versions, idempotency keys, limits and request
 * ids.
 *
 * <p>JSON is snake_case in both directions; constants of enums are lower case unless {@code @JsonProperty} says
 * otherwise; absent values are left out of answers unless {@code @JsonInclude} says otherwise.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"refusal", "clock", "database"})
package dev.handsel.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
