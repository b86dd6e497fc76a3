/** What signatures cost: in the library, and over HTTP. */
@NullMarked
package dev.handsel.bench;

import org.jspecify.annotations.NullMarked;
