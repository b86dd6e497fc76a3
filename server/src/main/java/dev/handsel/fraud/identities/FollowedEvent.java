package dev.handsel.fraud.identities;

import dev.handsel.base.facts.Fact;
import java.time.Instant;
import java.util.List;

/**
 * An event that is followed.
 *
 * @param known what it tells of its customer; of a click the device, which is nobody's yet
 */
public record FollowedEvent(long seq, Fact fact, List<Known> known) {

    public FollowedEvent {
        known = List.copyOf(known);
    }

    /** When it happened. */
    public Instant at() {
        return fact.envelope().occurredAt();
    }
}
