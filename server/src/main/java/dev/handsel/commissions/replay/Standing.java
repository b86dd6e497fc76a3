package dev.handsel.commissions.replay;

import dev.handsel.commissions.replay.StopPreview.Change;
import dev.handsel.commissions.restrictions.Restricted;
import dev.handsel.commissions.restrictions.Restriction;
import dev.handsel.commissions.restrictions.Restriction.Strength;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The strongest restriction of each of some people, as it is and as it would be. */
record Standing(Map<Restricted, Strength> present, Map<Restricted, Strength> supposed) {

    static Standing of(Collection<Restriction> standing, Collection<Change> changes) {
        var without =
                changes.stream().map(Change::without).filter(Objects::nonNull).collect(Collectors.toSet());
        Map<Restricted, Strength> present = new HashMap<>();
        Map<Restricted, Strength> supposed = new HashMap<>();
        for (var restriction : standing) {
            add(present, restriction.whom(), restriction.strength());
            if (!without.contains(restriction.key())) {
                add(supposed, restriction.whom(), restriction.strength());
            }
        }
        for (var change : changes) {
            if (change.with() != null) {
                add(supposed, change.whom(), change.with());
            }
        }
        return new Standing(present, supposed);
    }

    private static void add(Map<Restricted, Strength> all, Restricted whom, Strength strength) {
        all.merge(whom, strength, (one, other) -> one.compareTo(other) < 0 ? other : one);
    }

    Optional<Strength> now(Restricted whom) {
        return Optional.ofNullable(present.get(whom));
    }

    Optional<Strength> then(Restricted whom) {
        return Optional.ofNullable(supposed.get(whom));
    }
}
