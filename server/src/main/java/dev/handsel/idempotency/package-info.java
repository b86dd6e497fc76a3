/** Requests that may be repeated: the answer to an {@code Idempotency-Key} is stored in the transaction of its effect. */
@NullMarked
@ApplicationModule(allowedDependencies = {"clock", "database", "http", "refusal"})
package dev.handsel.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
