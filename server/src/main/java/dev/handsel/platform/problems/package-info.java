/** What the server says about itself and about failures: problem documents, the API's description, its version. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.ids",
            "base.refusal",
            "platform.http",
            "platform.idempotency",
            "platform.json",
            "platform.paging"
        })
package dev.handsel.platform.problems;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
