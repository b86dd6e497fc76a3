package dev.handsel.fraud.identities;

import java.time.Instant;
import java.util.List;

/** What stands of an affiliate beside events, and since when they are one. */
public record KnownAffiliate(Party party, Instant since, List<Known> known) {

    public KnownAffiliate {
        known = List.copyOf(known);
    }
}
