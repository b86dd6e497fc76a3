package dev.handsel.programs.agreements;

import dev.handsel.base.ids.AffiliateId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All terms of a programme beside its rule sets, who is in which group when, and which steps of tiers affiliates have. Never changes. */
public final class Agreements {

    /** Those of a programme that has none. */
    public static final Agreements NONE = new Agreements(Map.of(), Map.of(), TierCalendar.EMPTY);

    private final Map<Subject, NavigableMap<Instant, SpecialTerms>> terms;
    private final Map<AffiliateId, NavigableMap<Instant, Membership>> members;
    private final TierCalendar tiers;

    private final boolean limitAffiliates;

    /** Asked by every batch; {@link Instant#MAX} where there are no tiers. */
    private final Instant nextTiers;

    private Agreements(
            Map<Subject, NavigableMap<Instant, SpecialTerms>> terms,
            Map<AffiliateId, NavigableMap<Instant, Membership>> members,
            TierCalendar tiers) {
        this.terms = terms;
        this.members = members;
        this.tiers = tiers;
        this.limitAffiliates = terms.values().stream()
                .flatMap(dated -> dated.values().stream())
                .map(special -> special.conditions().capAffiliateMonth())
                .anyMatch(cap -> cap != null && !cap.minor().isEmpty());
        this.nextTiers = unfixed(months -> months.limit(1))
                .map(DueTier::month)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** These with some more. */
    public Agreements with(Collection<SpecialTerms> newTerms, Collection<Membership> newMembers) {
        return with(newTerms, newMembers, List.of());
    }

    Agreements with(
            Collection<SpecialTerms> newTerms, Collection<Membership> newMembers, Collection<TierMonth> newMonths) {
        var allTerms = new HashMap<>(terms);
        for (var added : newTerms) {
            allTerms.merge(added.subject(), dated(added.effectiveFrom(), added), Agreements::both);
        }
        var allMembers = new HashMap<>(members);
        for (var added : newMembers) {
            allMembers.merge(added.affiliate(), dated(added.from(), added), Agreements::both);
        }
        return new Agreements(allTerms, allMembers, tiers.with(newMonths));
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
        return new Agreements(all, members, tiers);
    }

    /** Whether a programme never had any terms beside its rule sets. */
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** How many terms, memberships, months and steps these are, and one more: what remembering them costs. */
    int entries() {
        return 1 + size(terms) + size(members) + tiers.entries();
    }

    private static int size(Map<?, ? extends NavigableMap<Instant, ?>> entries) {
        return entries.values().stream().mapToInt(Map::size).sum();
    }

    /** Whether some terms limit what an affiliate earns in a month. */
    public boolean limitAffiliates() {
        return limitAffiliates;
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
     * Of the strongest level that sets tiers the rates are those of the step that the affiliate has in this month.
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
        var held = subjects.flatMap(subject -> at(terms.get(subject), instant).stream())
                .toList();
        var tiered = held.stream().filter(terms -> terms.tieredAt(instant)).findFirst();
        var offers = held.stream()
                .map(terms -> terms.offer(
                        tiered.filter(terms::equals).flatMap(winner -> tiers.at(instant, winner.id(), affiliate))));
        return Agreement.among(Stream.concat(offers, Stream.of(ruleSet)).toList());
    }

    /** The months that begin by {@code upTo} and for which tiers are not fixed, the earliest first. */
    public List<DueTier> tiersDue(Instant upTo) {
        return nextTiers.isAfter(upTo)
                ? List.of()
                : unfixed(months -> months.takeWhile(due -> !due.month().isAfter(upTo)))
                        .sorted(Comparator.comparing(DueTier::month))
                        .toList();
    }

    /** When the next month begins for which tiers are to be fixed, if there are tiers. */
    public Optional<Instant> nextTiers() {
        return nextTiers.equals(Instant.MAX) ? Optional.empty() : Optional.of(nextTiers);
    }

    /** Of the months of each terms that are not fixed, which may be without end, those that are cut off. */
    private Stream<DueTier> unfixed(UnaryOperator<Stream<DueTier>> cut) {
        return terms.values().stream()
                .flatMap(dated -> dated.entrySet().stream()
                        .flatMap(entry -> cut.apply(tiers.due(entry.getValue(), end(dated, entry.getKey())))));
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

    /** How many subjects but this one have tiers at some instant from {@code from} on and before {@code until}. */
    public long tiered(Instant from, Instant until, Subject but) {
        return between(from, until).stream()
                .filter(special -> special.conditions().tiers() != null)
                .map(SpecialTerms::subject)
                .filter(subject -> !subject.equals(but))
                .distinct()
                .count();
    }

    /** When other terms of the same subject take over from {@code instant} on; {@link Instant#MAX} where none do. */
    public Instant end(Subject subject, Instant instant) {
        return Optional.ofNullable(terms.get(subject))
                .map(dated -> end(dated, instant))
                .orElse(Instant.MAX);
    }

    private static Instant end(NavigableMap<Instant, ?> dated, Instant instant) {
        return Optional.ofNullable(dated.higherKey(instant)).orElse(Instant.MAX);
    }
}
