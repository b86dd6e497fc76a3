/** What outsiders can believe: the log of everything that matters. */
@NullMarked
package dev.handsel.trust;

import org.jspecify.annotations.NullMarked;
