/** From a connection to an answer, with the faults asked for on the way. */
@NullMarked
package dev.handsel.stripesim.http;

import org.jspecify.annotations.NullMarked;
