/** Requests as they are on the wire, what of them is signed, and why one can be refused. */
@NullMarked
package dev.handsel.signing;

import org.jspecify.annotations.NullMarked;
