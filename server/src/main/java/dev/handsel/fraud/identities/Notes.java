package dev.handsel.fraud.identities;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.ChangeStore.Told;
import dev.handsel.fraud.identities.Follower.KnownAffiliate;
import dev.handsel.fraud.identities.IdentityKeys.Hashing;
import dev.handsel.inbox.events.LoggedEvent;
import dev.handsel.inbox.events.LoggedEvent.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What is told of accounts, by events and by what stands of affiliates, with hashes in place of what is secret. */
@Component
class Notes {

    private final ChangeStore changes;
    private final IdentityKeys keys;

    Notes(ChangeStore changes, IdentityKeys keys) {
        this.changes = changes;
        this.keys = keys;
    }

    /**
     * What stands of affiliates.
     *
     * @param notes how many notes were taken for it
     * @param unreadable those of whom it cannot be read
     */
    record Standing(List<KnownAffiliate> affiliates, int notes, List<Unreadable> unreadable) {

        static final Standing NONE = new Standing(List.of(), 0, List.of());

        List<String> accounts() {
            return Stream.concat(
                            affiliates.stream().map(one -> one.party().key()),
                            unreadable.stream().map(Unreadable::account))
                    .toList();
        }
    }

    /** An affiliate by the key of their account, of whom something stands that cannot be read. */
    record Unreadable(String account, RuntimeException failure) {}

    void spreadAll() {
        changes.spread(Integer.MAX_VALUE);
    }

    /** Takes what is noted of affiliates, at most so many notes; of those whom an event tells of, once it has been followed. */
    Standing take(ProgramId program, long followed, int most) {
        var taken = changes.take(program, followed, most);
        if (taken.affiliates().isEmpty()) {
            return new Standing(List.of(), taken.notes(), List.of());
        }
        var hashing = keys.writing(program);
        var all = new ArrayList<KnownAffiliate>();
        var unreadable = new ArrayList<Unreadable>();
        for (var told : taken.affiliates()) {
            try {
                all.add(hashed(told, hashing));
            } catch (RuntimeException failure) {
                unreadable.add(new Unreadable(told.party().key(), failure));
            }
        }
        return new Standing(all, taken.notes(), unreadable);
    }

    /** What stands of an affiliate, with hashes in place of what is secret. */
    static KnownAffiliate hashed(Told told, Hashing hashing) {
        return new KnownAffiliate(told.party(), told.since(), known(told, hashing));
    }

    private static List<Known> known(Told told, Hashing hashing) {
        return Stream.of(
                        Identifier.ofMail(told.email()).stream(),
                        Identifier.of(IdentityKind.PAYOUT_ACCOUNT, told.payoutFingerprint()).stream(),
                        told.devices().stream().map(device -> new Identifier(IdentityKind.DEVICE, device.toString())))
                .flatMap(identifiers -> identifiers)
                .distinct()
                .map(identifier -> known(identifier, hashing))
                .toList();
    }

    /** Makes sure of the keys, as whoever writes must; see {@link IdentityKeys#writing}. */
    void confirmKeys(ProgramId program) {
        var _ = keys.writing(program);
    }

    /** Those of the events that can be read. */
    List<FollowedEvent> hashed(ProgramId program, List<LoggedEvent> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        return hashed(events, keys.writing(program));
    }

    static List<FollowedEvent> hashed(List<LoggedEvent> events, Hashing hashing) {
        var known = new LinkedHashMap<Identifier, Known>();
        return events.stream()
                .flatMap(event -> switch (event.content()) {
                    case Content.Sound sound -> Stream.of(followed(event.seq(), sound.fact(), known, hashing));
                    case Content.Unreadable _ -> Stream.empty();
                })
                .toList();
    }

    private static FollowedEvent followed(long seq, Fact fact, Map<Identifier, Known> known, Hashing hashing) {
        return new FollowedEvent(
                seq,
                fact,
                Telling.identifiers(fact)
                        .distinct()
                        .map(identifier -> known.computeIfAbsent(identifier, one -> known(one, hashing)))
                        .toList());
    }

    private static Known known(Identifier identifier, Hashing hashing) {
        int letters = identifier.kind() == IdentityKind.STEM
                ? identifier.text().codePointCount(0, identifier.text().length())
                : 0;
        return new Known(new IdentityKey(identifier.kind(), hashing.of(identifier)), letters);
    }
}
