package dev.handsel.platform.json;

import dev.handsel.base.refusal.Fault;
import java.util.List;

/**
 * A request's body whose members limit each other. It is judged beside the faults of its members, so that a caller is told of
 * everything at once; a member that is absent or faulty is null then, and a rule that needs it says nothing.
 */
public interface Judged {

    /** What is wrong although each member is well-formed; pointers are relative to the body. */
    List<Fault> judge();
}
