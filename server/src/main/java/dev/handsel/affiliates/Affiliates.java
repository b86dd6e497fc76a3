package dev.handsel.affiliates;

import dev.handsel.facts.Fact;
import dev.handsel.ids.AffiliateId;
import dev.handsel.ids.ProgramId;
import java.util.Collection;
import org.springframework.stereotype.Service;

/** Who refers, and how they are found. */
@Service
public class Affiliates {

    private final AffiliateStore store;

    Affiliates(AffiliateStore store) {
        this.store = store;
    }

    /** The affiliates that {@code facts} name, and those of {@code ids}, read with at most one statement. */
    public AffiliateDirectory directory(ProgramId program, Collection<Fact> facts, Collection<AffiliateId> ids) {
        var directory = new AffiliateDirectory(store, program);
        directory.read(facts, ids);
        return directory;
    }
}
