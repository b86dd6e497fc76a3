/**
 * Request bodies read strictly: nothing unknown, repeated or coerced, and every fault named at once.
 *
 * <p>JSON is snake_case in both directions; constants of enums are lower case unless {@code @JsonProperty} says
 * otherwise; absent values are left out of answers unless {@code @JsonInclude} says otherwise.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.ids", "base.money", "base.refusal", "base.words"})
package dev.handsel.platform.json;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
