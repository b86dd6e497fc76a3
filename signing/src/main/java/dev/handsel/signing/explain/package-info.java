/**
 * Tells the owner of a key why a request that was signed with it is refused. It tries what clients are known to do wrong
 * and says under which of these mistakes the signature would fit; what the right signature is it never says.
 */
@NullMarked
package dev.handsel.signing.explain;

import org.jspecify.annotations.NullMarked;
