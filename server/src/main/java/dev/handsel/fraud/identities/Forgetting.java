package dev.handsel.fraud.identities;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.terms.Programs;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Takes away by what somebody was known, and what followed from it; nobody goes by what they remember of it then. */
@Component
class Forgetting {

    private final CursorStore cursors;
    private final IdentityStore identities;
    private final Follower follower;
    private final Transactions transactions;
    private final Programs programs;
    private final InstantSource clock;

    Forgetting(
            CursorStore cursors,
            IdentityStore identities,
            Follower follower,
            Transactions transactions,
            Programs programs,
            InstantSource clock) {
        this.cursors = cursors;
        this.identities = identities;
        this.follower = follower;
        this.transactions = transactions;
        this.programs = programs;
        this.clock = clock;
    }

    /** Forgets somebody; returns how much that was. */
    int erase(ProgramId program, Party party) {
        return transactions.required(() -> {
            cursors.await(program);
            follower.forget(program, party, programs.get(program).now(clock));
            cursors.changed(program);
            return identities.erase(program, party);
        });
    }

    /** Forgets what was last told before this, at most {@code most} at a time; says whether there may be more. */
    boolean expire(ProgramId program, Instant before, int most) {
        return transactions.required(() -> {
            cursors.await(program);
            var gone = identities.expire(program, before, most);
            if (!gone.isEmpty()) {
                cursors.changed(program);
                follower.forget(program, gone);
            }
            return gone.size() == most;
        });
    }

    /** The programmes in which there is something to forget. */
    Iterable<ProgramId> programs() {
        return cursors.programs();
    }
}
