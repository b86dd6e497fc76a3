/** What a fuzzer feeds, and what it once found. */
@NullMarked
package dev.handsel.signing.fuzz;

import org.jspecify.annotations.NullMarked;
