package dev.handsel.signing.verify;

import dev.handsel.signing.Refusal;

/** A request that was signed just now: the third step. */
public final class Timely {

    private final Complete complete;

    Timely(Complete complete) {
        this.complete = complete;
    }

    /**
     * Looks whether the signature covers everything that matters. Refuses by {@link Refusal#COVERAGE_INCOMPLETE},
     * {@link Refusal#COVERAGE_UNSUPPORTED} and {@link Refusal#PATH_NOT_CANONICAL}.
     */
    public Covered covered() {
        complete.coverage.require(complete.request);
        return new Covered(complete, complete.coverage.bases(complete.request, complete.policy));
    }
}
