/** Signing requests on the side that sends them. */
@NullMarked
package dev.handsel.signing.client;

import org.jspecify.annotations.NullMarked;
