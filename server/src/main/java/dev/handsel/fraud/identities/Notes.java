package dev.handsel.fraud.identities;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.ChangeStore.Told;
import dev.handsel.fraud.identities.IdentityKeys.Hashing;
import dev.handsel.inbox.events.LoggedEvent;
import java.util.LinkedHashMap;
import java.util.List;
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
     */
    record Standing(List<KnownAffiliate> affiliates, int notes) {

        static final Standing NONE = new Standing(List.of(), 0);
    }

    void spreadAll() {
        changes.spread(Integer.MAX_VALUE);
    }

    /** Takes what is noted of affiliates, at most so many notes; of those whom an event tells of, once it has been followed. */
    Standing take(ProgramId program, long followed, int most) {
        var taken = changes.take(program, followed, most);
        if (taken.affiliates().isEmpty()) {
            return new Standing(List.of(), taken.notes());
        }
        var hashing = keys.writing(program);
        var all = taken.affiliates().stream().map(told -> hashed(told, hashing)).toList();
        return new Standing(all, taken.notes());
    }

    static KnownAffiliate hashed(Told told, Hashing hashing) {
        return new KnownAffiliate(
                told.party(),
                told.since(),
                told.identifiers().stream()
                        .distinct()
                        .map(identifier -> known(identifier, hashing))
                        .toList());
    }

    List<FollowedEvent> hashed(ProgramId program, List<LoggedEvent> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        return hashed(events, keys.writing(program));
    }

    static List<FollowedEvent> hashed(List<LoggedEvent> events, Hashing hashing) {
        var known = new LinkedHashMap<Identifier, Known>();
        return events.stream()
                .map(event -> new FollowedEvent(
                        event.seq(),
                        event.fact(),
                        Telling.identifiers(event.fact())
                                .distinct()
                                .map(identifier -> known.computeIfAbsent(identifier, one -> known(one, hashing)))
                                .toList()))
                .toList();
    }

    private static Known known(Identifier identifier, Hashing hashing) {
        int letters = identifier.kind() == IdentityKind.STEM
                ? identifier.text().codePointCount(0, identifier.text().length())
                : 0;
        return new Known(new IdentityKey(identifier.kind(), hashing.of(identifier)), letters);
    }
}
