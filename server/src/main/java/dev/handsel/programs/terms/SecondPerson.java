package dev.handsel.programs.terms;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import org.jspecify.annotations.Nullable;

/** The one whose word makes a proposal count, where a programme asks for two people. */
public final class SecondPerson {

    private SecondPerson() {}

    /**
     * Refuses (403 {@code second_person_required}) whoever proposed it themself.
     *
     * @param proposedBy and {@code approver} as in the audit log
     */
    public static void check(@Nullable String proposedBy, String approver) {
        if (approver.equals(proposedBy)) {
            throw refused();
        }
    }

    /** That somebody else has to approve it. */
    public static Refused refused() {
        return new Refused(
                RefusalKind.FORBIDDEN,
                "second_person_required",
                "Whoever proposed these terms or earns by them cannot approve them.");
    }
}
