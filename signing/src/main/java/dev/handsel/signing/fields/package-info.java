/**
 * Structured fields of HTTP (RFC 9651, formerly RFC 8941): dictionaries, inner lists and items, as RFC 9421 and RFC 9530 need them. Stricter
 * than the RFC where leniency would let two readers see two things: the same key twice is refused, and base64 must be
 * written in its one canonical form.
 */
@NullMarked
package dev.handsel.signing.fields;

import org.jspecify.annotations.NullMarked;
