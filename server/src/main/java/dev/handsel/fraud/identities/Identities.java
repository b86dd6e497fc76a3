package dev.handsel.fraud.identities;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.ids.ProgramId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Who is known by what, and with whom they share it. It follows what is told within about a second; {@link #catchUp} for those who
 * need it to the end. Answers are in one order, whatever the order was in which things were told.
 */
@Service
public class Identities {

    /** What more parties than this have in common is a crowd's, and links nobody. */
    public static final int CROWD = 40;

    private final IdentityReader reader;
    private final IdentityStore store;
    private final IdentityKeys keys;
    private final Forgetting forgetting;

    Identities(IdentityReader reader, IdentityStore store, IdentityKeys keys, Forgetting forgetting) {
        this.reader = reader;
        this.store = store;
        this.keys = keys;
        this.forgetting = forgetting;
    }

    /** All that these are known by, whoever else is; one statement. */
    public List<HeldIdentity> of(ProgramId program, Collection<Party> parties) {
        return parties.isEmpty() ? List.of() : store.of(program, parties);
    }

    /**
     * What at least two and at most {@value #CROWD} have in common and one of these has: all who have it, these included. One
     * statement.
     */
    public List<HeldIdentity> neighbours(ProgramId program, Collection<Party> parties) {
        return parties.isEmpty() ? List.of() : store.neighbours(program, parties, CROWD);
    }

    /**
     * As {@link #neighbours}, of the identifiers that these facts name; whoever named them is among those who have them once the
     * facts have been followed. One statement.
     */
    public List<HeldIdentity> sharing(ProgramId program, Collection<? extends Fact> facts) {
        var hashing = keys.reading(program);
        var sought = facts.stream()
                .flatMap(Telling::identifiers)
                .distinct()
                .map(identifier -> new IdentityKey(identifier.kind(), hashing.of(identifier)))
                .toList();
        return sought.isEmpty() ? List.of() : store.shared(program, sought, CROWD);
    }

    /** Follows all that was told until now; in no transaction. Whoever tells something meanwhile may wait for a moment. */
    public void catchUp(ProgramId program) {
        reader.catchUp(program, null);
    }

    /**
     * As {@link #catchUp(ProgramId)}, and what follows from midnights of the programme's time up to {@code until} if nobody tells of
     * a later day before.
     */
    public void catchUp(ProgramId program, Instant until) {
        reader.catchUp(program, until);
    }

    /** Follows up to 500 events, unless somebody else does so at this moment; what may still be added to is left. */
    public void step(ProgramId program) {
        reader.step(program);
    }

    /**
     * Forgets all that somebody was known by, also what was told and had not been followed, and takes back what rules said of them, and
     * of others because of them; what people decided stays. What is told of them later is kept
     * again. Returns how much that was; in no transaction.
     */
    public int erase(ProgramId program, Party party) {
        reader.catchUp(program, null);
        return forgetting.erase(program, party);
    }
}
