package dev.handsel.programs.agreements;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.TermsId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The months for which tiers were fixed, and who reached which step. Never changes. */
final class TierCalendar {

    static final TierCalendar EMPTY = new TierCalendar(Map.of());

    private final Map<TermsId, NavigableMap<Instant, Map<AffiliateId, FixedTier>>> months;

    private TierCalendar(Map<TermsId, NavigableMap<Instant, Map<AffiliateId, FixedTier>>> months) {
        this.months = months;
    }

    /** This one with some more months. */
    TierCalendar with(Collection<TierMonth> added) {
        if (added.isEmpty()) {
            return this;
        }
        var all = new HashMap<>(months);
        added.stream().collect(groupingBy(TierMonth::terms)).forEach((terms, fixed) -> {
            var dated = new TreeMap<>(all.getOrDefault(terms, Collections.emptyNavigableMap()));
            fixed.forEach(month -> dated.put(month.month(), byAffiliate(month)));
            all.put(terms, dated);
        });
        return new TierCalendar(all);
    }

    private static Map<AffiliateId, FixedTier> byAffiliate(TierMonth month) {
        return month.reached().stream().collect(toUnmodifiableMap(FixedTier::affiliate, tier -> tier));
    }

    /** The months, and who reached a step in them. */
    int entries() {
        return months.values().stream()
                .flatMap(dated -> dated.values().stream())
                .mapToInt(reached -> 1 + reached.size())
                .sum();
    }

    /** The step that the affiliate has at {@code instant} by the tiers of these terms, if they reached one. */
    Optional<FixedTier> at(Instant instant, TermsId terms, AffiliateId affiliate) {
        return Optional.ofNullable(months.get(terms))
                .map(dated -> dated.get(CalendarMonth.of(instant)))
                .map(reached -> reached.get(affiliate));
    }

    /**
     * The months of these terms that are not fixed, in their order.
     *
     * @param end when other terms take their place
     */
    Stream<DueTier> due(SpecialTerms terms, Instant end) {
        var counting = terms.tiersFrom();
        if (counting == null) {
            return Stream.of();
        }
        var begin = CalendarMonth.of(terms.effectiveFrom());
        var first = begin.isAfter(counting) ? begin : counting;
        var next = Optional.ofNullable(months.get(terms.id()))
                .map(dated -> CalendarMonth.after(dated.lastKey()))
                .orElse(first);
        return Stream.iterate(next, month -> month.isBefore(end), CalendarMonth::after)
                .map(month -> new DueTier(terms, month));
    }
}
