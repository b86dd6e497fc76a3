package dev.handsel.programs.agreements;

import dev.handsel.base.money.BasisPoints;
import dev.handsel.programs.agreements.Choice.Claim;
import dev.handsel.programs.agreements.Tiers.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one sale: each member by itself is that of the strongest level that sets it. Rates of a step of tiers are those
 * of the terms that set the tiers, and say by which figure they were reached ({@link Claim#tier}).
 */
public record Agreement(
        Choice<BasisPoints> first,
        Choice<BasisPoints> recurring,
        Choice<BasisPoints> bonus,
        Choice<Integer> holdDays,
        Optional<Choice<Integer>> maxMonths,
        Optional<Choice<Amounts>> flatFirstSale,
        Optional<Choice<Amounts>> flatSale,
        Optional<Choice<Amounts>> flatMonth,
        Optional<Choice<Amounts>> capCustomer,
        Optional<Choice<Amounts>> capAffiliateMonth) {

    /** Chooses among offers, the strongest first; the last one is that of a rule set, which sets every rate. */
    static Agreement among(List<Offer> offers) {
        return new Agreement(
                always(offers, Conditions::first, Step::first),
                always(offers, Conditions::recurring, Step::recurring),
                always(offers, Conditions::bonus, Step::bonus),
                always(offers, Conditions::holdDays, _ -> null),
                choice(offers, Conditions::maxMonths),
                choice(offers, Conditions::flatFirstSale),
                choice(offers, Conditions::flatSale),
                choice(offers, Conditions::flatMonth),
                choice(offers, Conditions::capCustomer),
                choice(offers, Conditions::capAffiliateMonth));
    }

    private static <T> Choice<T> always(
            List<Offer> offers,
            Function<Conditions, @Nullable T> member,
            Function<Step, @Nullable BasisPoints> ofStep) {
        return choice(offers, member, ofStep)
                .orElseThrow(() -> new IllegalStateException("No rule set is among " + offers));
    }

    private static <T> Optional<Choice<T>> choice(List<Offer> offers, Function<Conditions, @Nullable T> member) {
        return choice(offers, member, _ -> null);
    }

    /**
     * What holds of a member.
     *
     * @param ofStep what a step of tiers sets of it
     */
    private static <T> Optional<Choice<T>> choice(
            List<Offer> offers,
            Function<Conditions, @Nullable T> member,
            Function<Step, @Nullable BasisPoints> ofStep) {
        List<Claim<T>> claims = offers.stream()
                .flatMap(offer -> Stream.ofNullable(member.apply(offer.conditions()))
                        .map(value -> new Claim<T>(value, offer.level(), offer.source(), offer.tierOf(ofStep))))
                .toList();
        return claims.isEmpty()
                ? Optional.empty()
                : Optional.of(new Choice<>(claims.getFirst(), claims.subList(1, claims.size())));
    }
}
