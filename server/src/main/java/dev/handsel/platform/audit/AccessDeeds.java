package dev.handsel.platform.audit;

import dev.handsel.identity.access.AccessChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Records who may do what, in the transaction that changes it. */
@Component
class AccessDeeds {

    private final AuditTrail trail;

    AccessDeeds(AuditTrail trail) {
        this.trail = trail;
    }

    @EventListener
    void changed(AccessChanged deed) {
        trail.record(deed.actor(), deed.action(), deed.object(), deed.body());
    }
}
