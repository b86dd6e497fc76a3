/** Events, the endpoints that want them, and their deliveries. */
@NullMarked
package dev.handsel.stripesim.events;

import org.jspecify.annotations.NullMarked;
