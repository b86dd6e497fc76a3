/** Signing and verifying requests. */
@NullMarked
package dev.handsel.signing;

import org.jspecify.annotations.NullMarked;
