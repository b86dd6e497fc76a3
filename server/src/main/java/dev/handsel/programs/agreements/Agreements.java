package dev.handsel.programs.agreements;

import dev.handsel.base.ids.AffiliateId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All terms of a programme beside its rule sets, and who is in which group when. Never changes. */
public final class Agreements {

    /** Those of a programme that has none. */
    public static final Agreements NONE = new Agreements(Map.of(), Map.of());

    private final Map<Subject, NavigableMap<Instant, SpecialTerms>> terms;
    private final Map<AffiliateId, NavigableMap<Instant, Membership>> members;

    private Agreements(
            Map<Subject, NavigableMap<Instant, SpecialTerms>> terms,
            Map<AffiliateId, NavigableMap<Instant, Membership>> members) {
        this.terms = terms;
        this.members = members;
    }

    /** These with some more. */
    public Agreements with(Collection<SpecialTerms> newTerms, Collection<Membership> newMembers) {
        var allTerms = new HashMap<>(terms);
        for (var added : newTerms) {
            allTerms.merge(added.subject(), dated(added.effectiveFrom(), added), Agreements::both);
        }
        var allMembers = new HashMap<>(members);
        for (var added : newMembers) {
            allMembers.merge(added.affiliate(), dated(added.from(), added), Agreements::both);
        }
        return new Agreements(allTerms, allMembers);
    }

    private static <T> NavigableMap<Instant, T> dated(Instant from, T entry) {
        return new TreeMap<>(Map.of(from, entry));
    }

    private static <T> NavigableMap<Instant, T> both(NavigableMap<Instant, T> one, NavigableMap<Instant, T> other) {
        var both = new TreeMap<>(one);
        both.putAll(other);
        return both;
    }

    /** The same as if these terms held at all times, in place of all others of their subject. */
    public Agreements always(SpecialTerms special) {
        var all = new HashMap<>(terms);
        all.put(special.subject(), dated(Instant.EPOCH, special));
        return new Agreements(all, members);
    }

    /** Whether a programme never had any terms beside its rule sets. */
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** Whether some terms limit what an affiliate earns in a month. */
    public boolean limitAffiliates() {
        return terms.values().stream()
                .flatMap(dated -> dated.values().stream())
                .anyMatch(special -> special.conditions().capAffiliateMonth() != null);
    }

    /** The slug of the group that the affiliate is in at {@code instant}, if any. */
    public Optional<String> groupOf(AffiliateId affiliate, Instant instant) {
        return at(members.get(affiliate), instant).filter(Membership::joins).map(Membership::group);
    }

    /** Who is in the group of this slug at {@code instant} or at some time after. */
    public List<AffiliateId> membersFrom(String group, Instant instant) {
        return members.entrySet().stream()
                .filter(affiliate -> groupOf(affiliate.getKey(), instant)
                                .filter(group::equals)
                                .isPresent()
                        || affiliate.getValue().tailMap(instant).values().stream()
                                .anyMatch(
                                        entry -> entry.joins() && entry.group().equals(group)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * What holds for a sale: link or coupon before affiliate before group before product before programme, member by member.
     *
     * @param by the link or coupon that the customer came by; null where it was neither
     * @param group the slug of the affiliate's group, as {@link #groupOf} says
     * @param product the merchant's name of what was sold
     * @param ruleSet what the rule set in force then offers
     */
    public Agreement at(
            Instant instant,
            @Nullable Subject by,
            AffiliateId affiliate,
            @Nullable String group,
            @Nullable String product,
            Offer ruleSet) {
        var subjects = Stream.of(
                        Stream.ofNullable(by),
                        Stream.of(Subject.of(affiliate)),
                        Stream.ofNullable(group).map(Subject::group),
                        Stream.ofNullable(product).map(Subject::product),
                        Stream.of(Subject.PROGRAM))
                .flatMap(subject -> subject);
        var offers = subjects.flatMap(subject -> at(terms.get(subject), instant).stream())
                .map(SpecialTerms::offer);
        return Agreement.among(Stream.concat(offers, Stream.of(ruleSet)).toList());
    }

    private static <T> Optional<T> at(@Nullable NavigableMap<Instant, T> dated, Instant instant) {
        return Optional.ofNullable(dated)
                .map(entries -> entries.floorEntry(instant))
                .map(Map.Entry::getValue);
    }

    /** All terms that hold at some instant from {@code from} on and before {@code until}. */
    public List<SpecialTerms> between(Instant from, Instant until) {
        return terms.values().stream()
                .flatMap(dated -> {
                    var first = Optional.ofNullable(dated.floorKey(from)).orElse(from);
                    return dated.subMap(first, true, until, false).values().stream();
                })
                .toList();
    }

    /** When other terms of the same subject take over from {@code instant} on; {@link Instant#MAX} where none do. */
    public Instant end(Subject subject, Instant instant) {
        return Optional.ofNullable(terms.get(subject))
                .map(dated -> dated.higherKey(instant))
                .orElse(Instant.MAX);
    }
}
