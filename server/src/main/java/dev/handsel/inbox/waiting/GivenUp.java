package dev.handsel.inbox.waiting;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.audit.AuditTrail;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps that something was given up: in the audit trail, and for the next mail to the owners. */
@Service
public class GivenUp {

    /** After so many the entry of the audit trail names no more. */
    private static final int NAMED = 100;

    private final GivenUpStore store;
    private final AuditTrail audit;

    GivenUp(GivenUpStore store, AuditTrail audit) {
        this.store = store;
        this.audit = audit;
    }

    /** So many more are to be told to the owners; whoever gave them up has recorded it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(ProgramId program, int events) {
        store.add(program, events);
    }

    /** One sweep gave these events up; nothing where it found none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void swept(ProgramId program, List<String> events) {
        if (events.isEmpty()) {
            return;
        }
        tell(program, events.size());
        var named = events.stream().limit(NAMED).toList();
        audit.record("system", "events.given_up", program.toString(), Map.of("count", events.size(), "events", named));
    }
}
