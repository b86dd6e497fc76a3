/** What must hold on every way into the server, tried on each that is registered: a new one is covered by itself. */
@NullMarked
package dev.handsel.routes;

import org.jspecify.annotations.NullMarked;
