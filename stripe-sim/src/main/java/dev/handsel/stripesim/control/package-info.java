/** The second port: what a test or a demo may do that Stripe's users may not. */
@NullMarked
package dev.handsel.stripesim.control;

import org.jspecify.annotations.NullMarked;
