/** Streams of events that look like a real programme's, of any length, the same for the same seed. */
@NullMarked
package dev.handsel.bench.streams;

import org.jspecify.annotations.NullMarked;
