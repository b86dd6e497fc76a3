/** Handsel: one process, one PostgreSQL. Wings of features, each a package of packages; ARCHITECTURE tells what may use what. */
@NullMarked
package dev.handsel;

import org.jspecify.annotations.NullMarked;
