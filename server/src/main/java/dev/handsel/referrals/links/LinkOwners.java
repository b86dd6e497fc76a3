package dev.handsel.referrals.links;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.ids.ProgramId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whose links are, for those who do not follow them. */
@Component
public class LinkOwners {

    private final LinkStore store;

    LinkOwners(LinkStore store) {
        this.store = store;
    }

    /** Whose link of this programme it is, or was before it was archived; nothing for one that never was. */
    public Optional<AffiliateId> of(ProgramId program, LinkId link) {
        return store.owner(program, link);
    }
}
