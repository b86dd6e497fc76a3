/** One answer per idempotency key. */
@NullMarked
package dev.handsel.stripesim.idempotency;

import org.jspecify.annotations.NullMarked;
