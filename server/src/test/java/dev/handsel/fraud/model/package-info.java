/** A stream of events replayed in memory against the rules: what the state on PostgreSQL keeps, in the plainest form. */
@NullUnmarked
package dev.handsel.fraud.model;

import org.jspecify.annotations.NullUnmarked;
