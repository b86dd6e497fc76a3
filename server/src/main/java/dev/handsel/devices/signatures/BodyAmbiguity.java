package dev.handsel.devices.signatures;

import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import java.util.List;
import java.util.Optional;

/** A JSON body with a member that appears twice: two programs may read two things from what one device signed. */
final class BodyAmbiguity {

    private static final String DUPLICATE = "duplicate_member";

    private BodyAmbiguity() {}

    /** The refusal, where one of these faults is a repeated member. */
    static Optional<Refused> in(List<Fault> faults) {
        return faults.stream().anyMatch(fault -> fault.code().equals(DUPLICATE))
                ? Optional.of(new Refused(
                        RefusalKind.INVALID, "body_ambiguous", "A member of the body appears more than once."))
                : Optional.empty();
    }
}
