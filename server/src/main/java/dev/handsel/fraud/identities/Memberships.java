package dev.handsel.fraud.identities;

import dev.handsel.base.ids.ProgramId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who is known by what, for whoever follows events: they say what is new, and have the programme for themselves. */
@Service
public class Memberships {

    private final IdentityStore store;

    Memberships(IdentityStore store) {
        this.store = store;
    }

    /**
     * Somebody who is known by something.
     *
     * @param fanOut how many are
     */
    public record Member(IdentityKey key, String account, long fanOut) {}

    /**
     * That somebody was known by something at some time.
     *
     * @param fresh whether that is new
     */
    public record Sighting(IdentityKey key, String account, Instant at, boolean fresh) {}

    /** Who is known by these, of each at most {@code most}; one statement. */
    public List<Member> of(ProgramId program, Collection<IdentityKey> keys, int most) {
        return keys.isEmpty() ? List.of() : store.members(program, keys, most);
    }

    /**
     * Writes down what is new, and of the rest when it was seen for the first and the last time; at most two statements. No two are of
     * one account by one identifier.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void see(ProgramId program, Collection<Sighting> sightings) {
        store.add(program, sightings.stream().filter(Sighting::fresh).toList());
        store.see(program, sightings.stream().filter(seen -> !seen.fresh()).toList());
    }
}
