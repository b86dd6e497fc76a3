/**
 * What every HTTP endpoint of the API shares: pages, versions, limits and request ids.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.addresses",
            "base.refusal",
            "platform.json",
            "platform.limits",
            "platform.paging",
            "platform.settings"
        })
package dev.handsel.platform.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
