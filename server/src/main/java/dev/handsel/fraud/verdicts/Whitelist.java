package dev.handsel.fraud.verdicts;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.ids.WhitelistId;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What somebody said is to count for nothing; changed through {@link Rulings}. */
@Service
public class Whitelist {

    private final WhitelistStore store;

    Whitelist(WhitelistStore store) {
        this.store = store;
    }

    /** The addresses that are a crowd's because somebody said so, hashed as identities are: whoever judges leaves them out. */
    public Set<UUID> crowds(ProgramId program) {
        return store.networks(program);
    }

    /** The same, each with the time since when, by the clock of the programme. */
    public Map<UUID, Instant> crowdsSince(ProgramId program) {
        return store.networksSince(program);
    }

    /** The entry of this id. */
    public Optional<WhitelistEntry> find(WhitelistId id) {
        return store.find(id);
    }

    /** A page of a programme's entries, the newest first. */
    public Page<WhitelistEntry> list(ProgramId program, PageRequest page) {
        return Page.of(page, store.list(program, page), entry -> entry.id().value());
    }
}
