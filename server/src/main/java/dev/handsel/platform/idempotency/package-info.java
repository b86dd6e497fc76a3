/** Requests that may be repeated: the answer to an {@code Idempotency-Key} is stored in the transaction of its effect. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.refusal", "platform.database", "platform.http", "platform.work"})
package dev.handsel.platform.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
