package dev.handsel.commissions.restrictions;

import static java.util.stream.Collectors.toCollection;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.commissions.restrictions.Restriction.Clearing;
import dev.handsel.commissions.restrictions.Restriction.Strength;
import dev.handsel.commissions.restrictions.RestrictionStore.Known;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What of the restrictions that somebody raises and clears is not known yet. */
record RestrictionNews(List<Restriction> raised, List<Cleared> cleared) {

    /** A restriction that stands no more. */
    record Cleared(Restriction restriction, Clearing clearing) {}

    /**
     * Leaves out what is known. What contradicts it, and the clearing of what there never was, is a fault of the caller.
     *
     * @param known what there is of these keys
     */
    static RestrictionNews of(Map<String, Known> known, List<Restriction> raised, List<Clearing> cleared) {
        var fresh = new LinkedHashMap<String, Restriction>();
        for (var restriction : raised) {
            var there = known.get(restriction.key());
            var first = there == null ? fresh.putIfAbsent(restriction.key(), restriction) : there.restriction();
            if (first != null && !first.saysTheSame(restriction)) {
                throw new IllegalArgumentException("There is another restriction of this key: " + restriction.key());
            }
        }
        var ended = new LinkedHashMap<String, Cleared>();
        for (var clearing : cleared) {
            var there = known.get(clearing.key());
            var restriction = there == null ? fresh.get(clearing.key()) : there.restriction();
            if (restriction == null) {
                throw new IllegalArgumentException("There is no restriction of this key: " + clearing.key());
            }
            if (there == null || there.stands()) {
                ended.putIfAbsent(clearing.key(), new Cleared(restriction, clearing));
            }
        }
        return new RestrictionNews(List.copyOf(fresh.values()), List.copyOf(ended.values()));
    }

    boolean isEmpty() {
        return raised.isEmpty() && cleared.isEmpty();
    }

    private Stream<Restriction> clearedOnes() {
        return cleared.stream().map(Cleared::restriction);
    }

    Set<CustomerId> raisedCustomers() {
        return customers(raised.stream());
    }

    Set<CustomerId> clearedCustomers() {
        return customers(clearedOnes());
    }

    Set<AffiliateId> raisedAffiliates() {
        return affiliates(raised.stream());
    }

    Set<AffiliateId> clearedAffiliates() {
        return affiliates(clearedOnes());
    }

    Set<CustomerId> customers() {
        return customers(Stream.concat(raised.stream(), clearedOnes()));
    }

    Set<AffiliateId> affiliates() {
        return affiliates(Stream.concat(raised.stream(), clearedOnes()));
    }

    /** Customers of whom a block began or ended. */
    Set<CustomerId> blocking() {
        return customers(Stream.concat(raised.stream(), clearedOnes()).filter(RestrictionNews::blocks));
    }

    /** The blocks that began. */
    List<Restriction> blocks() {
        return raised.stream().filter(RestrictionNews::blocks).toList();
    }

    private static boolean blocks(Restriction restriction) {
        return restriction.strength() == Strength.BLOCK;
    }

    /** Who caused it; one of them, where several did. */
    String actor() {
        return raised.isEmpty()
                ? cleared.getFirst().clearing().actor()
                : raised.getFirst().actor();
    }

    private static Set<CustomerId> customers(Stream<Restriction> restrictions) {
        return restrictions
                .flatMap(restriction -> restriction.whom().customer().stream())
                .collect(toCollection(LinkedHashSet::new));
    }

    private static Set<AffiliateId> affiliates(Stream<Restriction> restrictions) {
        return restrictions
                .flatMap(restriction -> restriction.whom().affiliate().stream())
                .collect(toCollection(LinkedHashSet::new));
    }
}
