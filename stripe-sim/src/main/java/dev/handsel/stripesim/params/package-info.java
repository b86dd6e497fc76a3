/** Forms as Stripe reads them, and the strict tables a request is held against. */
@NullMarked
package dev.handsel.stripesim.params;

import org.jspecify.annotations.NullMarked;
