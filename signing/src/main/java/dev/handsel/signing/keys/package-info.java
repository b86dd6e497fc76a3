/** What signs and what verifies. */
@NullMarked
package dev.handsel.signing.keys;

import org.jspecify.annotations.NullMarked;
