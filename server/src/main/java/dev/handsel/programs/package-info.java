/** Programmes: their terms, and the time that passes in them. */
@NullMarked
package dev.handsel.programs;

import org.jspecify.annotations.NullMarked;
