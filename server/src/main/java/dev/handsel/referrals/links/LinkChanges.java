package dev.handsel.referrals.links;

import dev.handsel.identity.access.Caller;
import dev.handsel.platform.audit.AuditTrail;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells of changes to links: the audit log, and those who remember where links lead. */
@Component
class LinkChanges {

    /** A link is not what it was; published inside the transaction of the change. */
    record LinkChanged(Link link) {}

    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    LinkChanges(AuditTrail audit, ApplicationEventPublisher events, InstantSource clock) {
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    void record(Caller caller, String action, Link link) {
        var body = Map.of("program", link.program(), "affiliate", link.affiliate(), "slug", link.slug());
        audit.record(caller.actor(), action, link.id().toString(), body);
        events.publishEvent(new LinkChanged(link));
    }
}
