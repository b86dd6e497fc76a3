/** The paths of the simulated API. */
@NullMarked
package dev.handsel.stripesim.resources;

import org.jspecify.annotations.NullMarked;
