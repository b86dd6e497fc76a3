package dev.handsel.signing.verify;

import dev.handsel.signing.Refusal;

/**
 * A request whose sender has the key: the fifth step. From here on an answer may say what is wrong.
 *
 * @param <T> what a key belongs to, as the verifying service knows it
 */
public final class Proven<T> {

    private final Complete complete;
    private final T holder;

    Proven(Complete complete, T holder) {
        this.complete = complete;
        this.holder = holder;
    }

    /** Whose key it is. */
    public T holder() {
        return holder;
    }

    /** Compares the body with what was signed of it. Refuses by {@link Refusal#DIGEST_ALGORITHM}, {@link Refusal#DIGEST_MISMATCH}. */
    public Intact<T> intact() {
        var digest = complete.coverage.digest();
        if (digest != null) {
            switch (digest.compare(complete.request.body())) {
                case MATCHES -> {}
                case DIFFERS -> throw Refusal.DIGEST_MISMATCH.because("The body is not the one that was signed.");
                case NOT_UNDERSTOOD ->
                    throw Refusal.DIGEST_ALGORITHM.because("A digest by sha-256 or sha-512 is needed.");
            }
        }
        return new Intact<>(complete, holder);
    }

    /**
     * The request for a verifier that does not have its body, such as one that a proxy asks. Whoever has the body compares
     * it with the signed digest.
     */
    public Intact<T> withoutBody() {
        return new Intact<>(complete, holder);
    }
}
