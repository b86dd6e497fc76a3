/** Handsel: one process, one PostgreSQL, features side by side in flat packages. */
@NullMarked
package dev.handsel;

import org.jspecify.annotations.NullMarked;
