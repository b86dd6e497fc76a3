package dev.handsel.commissions.rules;

import dev.handsel.base.facts.Charge;
import dev.handsel.base.facts.Charge.InvoiceLine;
import dev.handsel.base.facts.ServicePeriod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An invoice of a customer with what went back of it.
 *
 * @param ref the merchant's id
 */
public record CustomerInvoice(String ref, Charge charge, MoneyBack moneyBack) implements Occasion {

    Instant paidAt() {
        return charge.paidAt();
    }

    @Override
    public Instant at() {
        return charge.paidAt();
    }

    @Override
    public String currency() {
        return charge.currency();
    }

    /** When refunds had come to all that was received for it; nothing while they have not. */
    public Optional<Instant> givenBackAt() {
        return moneyBack.givenBackAt(charge.received());
    }

    boolean givenBackBy(Instant instant) {
        return givenBackAt().filter(at -> !at.isAfter(instant)).isPresent();
    }

    /** The times that it covers: those of its lines above 0, if it has cash. */
    List<Covering> coverings() {
        return coverings(_ -> true);
    }

    /** The same of some lines. */
    List<Covering> coverings(Predicate<InvoiceLine> some) {
        return charge.hasCash()
                ? charge.lines().stream()
                        .filter(line -> line.amount() > 0 && some.test(line))
                        .flatMap(line -> ServicePeriod.of(line).stream())
                        .map(period -> new Covering(ref, period))
                        .toList()
                : List.of();
    }

    @Override
    public long reversed(long amount) {
        return Reversal.target(amount, moneyBack.takenBack(), charge.received());
    }
}
