package dev.handsel.programs.terms;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import java.time.Instant;
import java.util.Collection;

/** Whoever writes commission lines tells whether terms are still open to change. */
public interface LinesInForce {

    /** Whether the programme has a commission line for something paid at {@code instant} or later. */
    boolean existFrom(ProgramId program, Instant instant);

    /** Whether a customer whom somebody brought has traded enough for a bounty at {@code instant} or later. */
    boolean qualifiedFrom(ProgramId program, Instant instant);

    /**
     * Whether one of these affiliates has a commission line for something paid at {@code instant} or later, or a customer who
     * paid something then, or traded enough for a bounty, that has earned nothing.
     */
    boolean existFrom(Collection<AffiliateId> affiliates, Instant instant);
}
