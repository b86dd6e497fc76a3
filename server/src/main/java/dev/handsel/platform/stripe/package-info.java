/** How the server speaks with Stripe: one attempt per call, everything it may answer, webhook signatures, the pace. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform.database", "platform.settings", "platform.work"})
package dev.handsel.platform.stripe;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
