/**
 * Verifying signed requests, in fixed steps: {@link dev.handsel.signing.verify.Presented}, {@link
 * dev.handsel.signing.verify.Complete}, {@link dev.handsel.signing.verify.Timely}, {@link
 * dev.handsel.signing.verify.Covered}, {@link dev.handsel.signing.verify.Proven}, {@link
 * dev.handsel.signing.verify.Intact}, {@link dev.handsel.signing.verify.Verified}. Each is made from the one before alone,
 * so none can be left out, and nothing is stored before the signature is proven. {@link
 * dev.handsel.signing.verify.Verifier} takes them all.
 */
@NullMarked
package dev.handsel.signing.verify;

import org.jspecify.annotations.NullMarked;
