package dev.handsel.signing.verify;

import java.time.Instant;

/**
 * Decides whether a proven request is let in: its nonce is used for the first time and its key still counts. Both have to be
 * found out in one step, or a request could pass between being revoked and being counted.
 *
 * @param <T> what a key belongs to, as the verifying service knows it
 */
public interface Claims<T> {

    /** What became of a request. */
    enum Outcome {
        /** The nonce is now used, by this request. */
        FRESH,
        /** The nonce was used before. */
        REPLAYED,
        /** The credential has ended; the nonce is not used up. */
        CREDENTIAL_REVOKED,
        /** The device is revoked; the nonce is not used up. */
        DEVICE_REVOKED,
        /** The device waits for its owner to confirm it; the nonce is not used up. */
        DEVICE_PENDING,
        /** The key has more nonces in use than are remembered for one. */
        TOO_MANY
    }

    /**
     * Uses the nonce up. To be remembered for as long as a request signed at {@code signedAt} would be let in: until the
     * window has passed on both sides.
     */
    Outcome claim(T holder, Instant signedAt, String nonce);
}
