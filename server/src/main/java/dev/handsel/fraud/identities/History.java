package dev.handsel.fraud.identities;

import static java.util.stream.Collectors.groupingBy;

import com.google.common.collect.Lists;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.ChangeStore.Standing;
import dev.handsel.fraud.identities.Follower.Batch;
import dev.handsel.fraud.identities.Follower.KnownAffiliate;
import dev.handsel.fraud.identities.IdentityKeys.Hashing;
import dev.handsel.inbox.events.LoggedEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What has been followed of a programme, once more from the beginning, for whoever goes over it by themselves. It only reads, and
 * has nothing for itself: followers go on meanwhile.
 */
@Service
public class History {

    private static final int AT_ONCE = 500;

    private final Instants instants;
    private final CursorStore cursors;
    private final ChangeStore affiliates;
    private final IdentityStore identities;
    private final IdentityKeys keys;
    private final SetAside aside;

    History(
            Instants instants,
            CursorStore cursors,
            ChangeStore affiliates,
            IdentityStore identities,
            IdentityKeys keys,
            SetAside aside) {
        this.instants = instants;
        this.cursors = cursors;
        this.affiliates = affiliates;
        this.identities = identities;
        this.keys = keys;
        this.aside = aside;
    }

    /**
     * How far a programme has been followed.
     *
     * @param seq the number of the last event; 0 before the first
     * @param state what the follower keeps with it
     * @param newest the number of the newest event there is
     */
    public record Extent(long seq, @Nullable String state, long newest) {}

    /** How far a programme has been followed by now; one statement. */
    public Extent followed(ProgramId program) {
        var outlook = cursors.look(program);
        return new Extent(outlook.cursor().seq(), outlook.cursor().state(), outlook.newest());
    }

    /** The history of a programme, from its beginning. */
    public Past of(ProgramId program) {
        return new Past(program, keys.reading(program));
    }

    /** One walk through it, in batches; for one thread. */
    public final class Past {

        private final ProgramId program;
        private final Hashing hashing;
        private final Deque<LoggedEvent> read = new ArrayDeque<>();
        private final Deque<Standing> coming = new ArrayDeque<>();
        private final Set<UUID> known = new HashSet<>();
        private Set<String> leftOut = Set.of();
        private long seq;
        private long until;

        private Past(ProgramId program, Hashing hashing) {
            this.program = program;
            this.hashing = hashing;
        }

        /** Up to which event to go from here; it was followed. */
        public void goTo(long seq) {
            until = seq;
            leftOut = aside.events(program);
            affiliates.all(program).stream()
                    .filter(one -> known.add(one.told().id()))
                    .forEach(coming::add);
        }

        /** The number of the last event that was taken from it. */
        public long seq() {
            return read.isEmpty() ? seq : read.getFirst().seq() - 1;
        }

        /**
         * The next batch, as it was followed: whole instants, and before them what stands of affiliates who had come by then beside
         * events. What was left out then is left out. Nothing at the end.
         */
        public Optional<Batch> next() {
            fill();
            if (read.isEmpty() && coming.isEmpty()) {
                return Optional.empty();
            }
            var standing = new ArrayList<Standing>();
            while (!coming.isEmpty() && (read.isEmpty() || isBefore(coming.getFirst(), read.getFirst()))) {
                standing.add(coming.removeFirst());
            }
            return Optional.of(new Batch(
                    new Follower.Standing(program, null, null), Notes.hashed(events(), hashing), told(standing), null));
        }

        private void fill() {
            if (read.isEmpty()) {
                var next = instants.read(program, seq, until, true, AT_ONCE).events();
                read.addAll(next);
                seq = next.isEmpty() ? seq : next.getLast().seq();
            }
        }

        /** Those that come before the next affiliate does; what is not of whole instants is never cut. */
        private List<LoggedEvent> events() {
            var events = new ArrayList<LoggedEvent>();
            @Nullable Instant last = null;
            while (!read.isEmpty()) {
                var event = read.getFirst();
                boolean other = last != null && !event.at().equals(last);
                if (other && !coming.isEmpty() && isBefore(coming.getFirst(), event)) {
                    break;
                }
                last = event.at();
                events.add(read.removeFirst());
            }
            events.removeIf(event -> leftOut.contains(event.id()));
            return events;
        }

        private static boolean isBefore(Standing affiliate, LoggedEvent event) {
            return affiliate.enrolled() < event.seq()
                    && !event.receivedAt().truncatedTo(ChronoUnit.MILLIS).isBefore(affiliate.since());
        }

        /** With what they were known by at another time, which no event told: by it rules still judge. */
        private List<KnownAffiliate> told(List<Standing> standing) {
            var all = new ArrayList<KnownAffiliate>();
            for (var some : Lists.partition(standing, AT_ONCE)) {
                var parties = some.stream().map(one -> one.told().party()).toList();
                Map<Party, List<HeldIdentity>> held = identities.of(program, parties).stream()
                        .filter(identity -> identity.times() == 0)
                        .collect(groupingBy(HeldIdentity::party));
                some.forEach(one -> all.add(with(
                        Notes.hashed(one.told(), hashing),
                        held.getOrDefault(one.told().party(), List.of()))));
            }
            return all;
        }

        private static KnownAffiliate with(KnownAffiliate now, List<HeldIdentity> held) {
            var keys = now.known().stream().map(Known::key).toList();
            var more = held.stream()
                    .map(identity -> new Known(new IdentityKey(identity.kind(), identity.hash()), 0))
                    .filter(one -> !keys.contains(one.key()));
            return new KnownAffiliate(
                    now.party(),
                    now.since(),
                    Stream.concat(now.known().stream(), more).toList());
        }
    }
}
