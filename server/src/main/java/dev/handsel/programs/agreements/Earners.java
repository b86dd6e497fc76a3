package dev.handsel.programs.agreements;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.identity.access.Caller;
import java.util.Optional;

/** Whoever knows affiliates tells which one a person is, since nobody approves terms by which they earn themself. */
public interface Earners {

    /** The affiliate of the programme that the person is, also where only their e-mail says so yet. */
    Optional<AffiliateId> own(Caller.Person person, ProgramId program);
}
