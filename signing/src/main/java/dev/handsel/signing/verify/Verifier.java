package dev.handsel.signing.verify;

import dev.handsel.signing.RejectedException;
import dev.handsel.signing.RequestMessage;
import java.time.InstantSource;

/**
 * Takes a request through all steps. Safe for use by several threads at once.
 *
 * @param <T> what a key belongs to, as the verifying service knows it
 */
public final class Verifier<T> {

    private final Policy policy;
    private final KeyDirectory<T> keys;
    private final Claims<? super T> claims;
    private final InstantSource clock;

    /** A verifier that insists on this policy. */
    public Verifier(Policy policy, KeyDirectory<T> keys, Claims<? super T> claims, InstantSource clock) {
        this.policy = policy;
        this.keys = keys;
        this.claims = claims;
        this.clock = clock;
    }

    /** What this verifier insists on. */
    public Policy policy() {
        return policy;
    }

    /** The clock by which requests are in time or not. */
    public InstantSource clock() {
        return clock;
    }

    /** Whose request this is; one that is not let in is a {@link RejectedException} with the first reason found. */
    public Verified<T> verify(RequestMessage request) {
        return proven(request).intact().claimed(claims);
    }

    /** Whose request this is, without looking at the body's digest and without using up its nonce. */
    public Proven<T> proven(RequestMessage request) {
        return Presented.in(request, policy)
                .complete()
                .timely(clock.instant())
                .covered()
                .proven(keys);
    }
}
