/** What Stripe keeps, as records, and how each is shown as JSON. */
@NullMarked
package dev.handsel.stripesim.model;

import org.jspecify.annotations.NullMarked;
