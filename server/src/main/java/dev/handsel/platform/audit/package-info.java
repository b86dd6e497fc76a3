/** Who did what to what, and when: written once, in the transaction of the deed. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.ids", "base.refusal", "base.time", "identity.access", "platform.http"})
package dev.handsel.platform.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
