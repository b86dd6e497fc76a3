package dev.handsel.commissions.rules;

import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.commissions.rules.SaleTerms.Cap;
import dev.handsel.commissions.rules.SaleTerms.Limited;
import dev.handsel.programs.agreements.Agreement;
import dev.handsel.programs.agreements.Amounts;
import dev.handsel.programs.agreements.Choice;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The most that is earned where several agreements count: the least that one of them allows.
 *
 * @param agreements those of what it is earned for
 * @param currency in which it is earned
 */
record AgreedCaps(List<Agreement> agreements, Currency currency) {

    /** One for each thing that is limited; {@code earned} says what the customer has earned before, if that is limited. */
    List<Cap> caps(LongSupplier earned) {
        long before = limits(Agreement::capCustomer).findAny().isPresent() ? earned.getAsLong() : 0;
        return Stream.of(
                        cap(Limited.CUSTOMER, Agreement::capCustomer, before),
                        cap(Limited.AFFILIATE_MONTH, Agreement::capAffiliateMonth, 0))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Cap> cap(Limited of, Function<Agreement, Optional<Choice<Amounts>>> member, long before) {
        return limits(member)
                .map(choice -> new Cap(
                        of,
                        amount(choice).orElseThrow().minor(),
                        before,
                        choice.winner().level(),
                        choice.winner().source()))
                .min(Comparator.comparingLong(Cap::most));
    }

    private Stream<Choice<Amounts>> limits(Function<Agreement, Optional<Choice<Amounts>>> member) {
        return agreements.stream()
                .map(member)
                .flatMap(Optional::stream)
                .filter(choice -> amount(choice).isPresent());
    }

    private Optional<Money> amount(Choice<Amounts> choice) {
        return choice.value().in(currency);
    }
}
