package dev.handsel.commissions.rules;

import dev.handsel.base.money.BasisPoints;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.commissions.rules.SaleTerms.Chosen;
import dev.handsel.commissions.rules.SaleTerms.Lost;
import dev.handsel.programs.agreements.Agreement;
import dev.handsel.programs.agreements.Amounts;
import dev.handsel.programs.agreements.Choice;
import dev.handsel.programs.agreements.ReachedTier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which level each member of an agreement comes from, in words, so that it can be told as it was for ever. */
final class ChosenTerms {

    private ChosenTerms() {}

    static List<Chosen> of(Agreement agreement) {
        return Stream.of(
                        chosen("first_rate_bp", Optional.of(agreement.first()), BasisPoints::toString),
                        chosen("recurring_rate_bp", Optional.of(agreement.recurring()), BasisPoints::toString),
                        chosen("bonus_rate_bp", Optional.of(agreement.bonus()), BasisPoints::toString),
                        chosen("hold_days", Optional.of(agreement.holdDays()), days -> days + " days"),
                        chosen("max_months", agreement.maxMonths(), months -> months + " months"),
                        chosen("flat_first_sale", agreement.flatFirstSale(), ChosenTerms::words),
                        chosen("flat_sale", agreement.flatSale(), ChosenTerms::words),
                        chosen("flat_month", agreement.flatMonth(), ChosenTerms::words),
                        chosen("cap_customer", agreement.capCustomer(), ChosenTerms::words),
                        chosen("cap_affiliate_month", agreement.capAffiliateMonth(), ChosenTerms::words))
                .flatMap(chosen -> chosen)
                .toList();
    }

    private static <T> Stream<Chosen> chosen(
            String member, Optional<Choice<T>> choice, Function<? super T, String> words) {
        return choice.map(some -> chosen(member, some, words)).stream();
    }

    private static <T> Chosen chosen(String member, Choice<T> choice, Function<? super T, String> words) {
        var winner = choice.winner();
        return new Chosen(
                member,
                words.apply(winner.value()) + tier(winner.tier()),
                winner.level(),
                winner.source(),
                choice.losers().stream()
                        .map(lost ->
                                new Lost(words.apply(lost.value()) + tier(lost.tier()), lost.level(), lost.source()))
                        .toList());
    }

    private static String tier(@Nullable ReachedTier tier) {
        return tier == null
                ? ""
                : " (the step from %d on, of %s in the last %d days: it was %d when the month began)"
                        .formatted(
                                tier.fixed().from(),
                                switch (tier.tiers().by()) {
                                    case CUSTOMERS -> "customers";
                                    case REVENUE -> "minor units of revenue";
                                },
                                tier.tiers().days(),
                                tier.fixed().figure());
    }

    private static String words(Amounts amounts) {
        return amounts.minor().isEmpty()
                ? "none"
                : amounts.minor().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(amount -> new Money(amount.getValue(), Currency.of(amount.getKey())).toString())
                        .collect(Collectors.joining(", "));
    }
}
