package dev.handsel.signing.verify;

import dev.handsel.signing.Refusal;

/**
 * A request that is as its sender signed it: the sixth step.
 *
 * @param <T> what a key belongs to, as the verifying service knows it
 */
public final class Intact<T> {

    private final Complete complete;
    private final T holder;

    Intact(Complete complete, T holder) {
        this.complete = complete;
        this.holder = holder;
    }

    /** Whose key it is. */
    public T holder() {
        return holder;
    }

    /**
     * Uses the nonce up. Refuses by {@link Refusal#CREDENTIAL_REVOKED}, {@link Refusal#DEVICE_REVOKED},
     * {@link Refusal#DEVICE_PENDING}, {@link Refusal#REPLAYED} and {@link Refusal#TOO_MANY_NONCES}.
     */
    public Verified<T> claimed(Claims<? super T> claims) {
        var claim = complete.claim;
        switch (claims.claim(holder, claim.signedAt(), claim.nonce())) {
            case FRESH -> {}
            case REPLAYED -> throw Refusal.REPLAYED.because("This request was already made: its nonce is used.");
            case CREDENTIAL_REVOKED -> throw Refusal.CREDENTIAL_REVOKED.because("The credential has ended.");
            case DEVICE_REVOKED -> throw Refusal.DEVICE_REVOKED.because("The device is revoked.");
            case DEVICE_PENDING ->
                throw Refusal.DEVICE_PENDING.because(
                        "The device waits for its owner, who confirms it by the link that was mailed to them.");
            case TOO_MANY ->
                throw Refusal.TOO_MANY_NONCES.because("This credential has used too many nonces in too short a time.");
        }
        return new Verified<>(claim, holder);
    }
}
