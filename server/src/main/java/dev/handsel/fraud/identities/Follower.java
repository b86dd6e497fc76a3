package dev.handsel.fraud.identities;

import dev.handsel.base.ids.ProgramId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whoever makes something of the events that are followed, in the transaction in which they are; it has the programme for itself. */
public interface Follower {

    /**
     * Some of what is to be followed, in its order.
     *
     * @param events whole instants: none that happened at the time of the last one is missing
     * @param until up to when midnights have passed, beside those that events tell of; null where nobody says
     */
    record Batch(
            Standing standing,
            List<FollowedEvent> events,
            List<KnownAffiliate> affiliates,
            @Nullable Instant until) {

        public Batch {
            events = List.copyOf(events);
            affiliates = List.copyOf(affiliates);
        }
    }

    /**
     * What was known before.
     *
     * @param version of what is known; null before anything is
     * @param state as {@link #follow} returned it
     */
    record Standing(
            ProgramId program,
            @Nullable UUID version,
            @Nullable String state) {}

    /**
     * What came of a batch.
     *
     * @param state what is to be kept with it
     * @param leftOut whoever could not be judged, alone
     */
    record Followed(String state, List<LeftOut> leftOut) {

        public Followed {
            leftOut = List.copyOf(leftOut);
        }
    }

    /** An affiliate by the key of their account, who could not be judged at that time. */
    record LeftOut(String account, Instant at, RuntimeException failure) {}

    /**
     * Takes in a batch.
     *
     * @param next the version of what is known from then on
     */
    Followed follow(Batch batch, UUID next);

    /** Whether midnights have passed up to this time of which nothing follows yet. */
    boolean isLate(@Nullable String state, Instant until);

    /**
     * Goes past what cannot be followed.
     *
     * @param until up to when time passes with it
     * @return what is to be kept
     */
    String passOver(@Nullable String state, Instant until);

    /**
     * Forgets somebody, with what was said of them and of others because of them.
     *
     * @param at by the clock of the programme
     */
    void forget(ProgramId program, Party party, Instant at);

    /** Forgets by what these were known. */
    void forget(ProgramId program, Collection<Membership> gone);

    /** That somebody is known by something. */
    record Membership(IdentityKey key, String account) {}

    /** What stands of an affiliate beside events, and since when they are one. */
    record KnownAffiliate(Party party, Instant since, List<Known> known) {

        public KnownAffiliate {
            known = List.copyOf(known);
        }
    }
}
