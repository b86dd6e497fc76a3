/** Stripe Connect with a memory, served on loopback and driven by a control port. */
@NullMarked
package dev.handsel.stripesim;

import org.jspecify.annotations.NullMarked;
