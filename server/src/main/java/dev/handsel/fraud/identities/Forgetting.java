package dev.handsel.fraud.identities;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Transactions;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Takes away by what somebody was known, and what followed from it; nobody goes by what they remember of it then. */
@Component
class Forgetting {

    private final CursorStore cursors;
    private final IdentityStore identities;
    private final Follower follower;
    private final Transactions transactions;

    Forgetting(CursorStore cursors, IdentityStore identities, Follower follower, Transactions transactions) {
        this.cursors = cursors;
        this.identities = identities;
        this.follower = follower;
        this.transactions = transactions;
    }

    /** Forgets somebody; returns how much that was. */
    int erase(ProgramId program, Party party) {
        return transactions.required(() -> {
            cursors.await(program);
            cursors.changed(program);
            follower.forget(program, party);
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
