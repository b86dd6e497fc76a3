package dev.handsel.commissions.rules;

import static java.util.stream.Collectors.toSet;

import dev.handsel.base.facts.Charge.InvoiceLine;
import dev.handsel.base.facts.ServicePeriod;
import dev.handsel.base.money.BasisPoints;
import dev.handsel.base.money.Currency;
import dev.handsel.commissions.rules.SaleTerms.FlatAmount;
import dev.handsel.commissions.rules.SaleTerms.LineTerms;
import dev.handsel.commissions.rules.SaleTerms.Per;
import dev.handsel.programs.agreements.Agreement;
import dev.handsel.programs.agreements.Amounts;
import dev.handsel.programs.agreements.Choice;
import dev.handsel.programs.agreements.Level;
import dev.handsel.programs.terms.CustomerTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is agreed for the sale that an invoice tells of, made from the terms of each of its lines. */
final class AgreedSale {

    private final CustomerInvoice invoice;
    private final List<Slice> slices;
    private final List<CustomerInvoice> earlier;
    private final Duration grace;
    private final Currency currency;

    /** By line. */
    private final List<Agreement> agreements;

    /**
     * Of this invoice, by these terms.
     *
     * @param earlier the invoices that count for it and come before it, in order
     */
    AgreedSale(CustomerInvoice invoice, List<Slice> slices, List<CustomerInvoice> earlier, CustomerTerms terms) {
        this.invoice = invoice;
        this.slices = slices;
        this.earlier = earlier;
        this.grace = terms.rules(invoice.paidAt()).gapGrace();
        this.currency = Currency.of(invoice.charge().currency());
        this.agreements = invoice.charge().lines().stream()
                .map(line -> terms.agreement(invoice.paidAt(), line.product()))
                .toList();
    }

    /** All of it; {@code earned} says what the customer has earned before, before the affiliate's cap. */
    SaleTerms terms(LongSupplier earned) {
        var byAgreement = new LinkedHashMap<Agreement, List<Integer>>();
        for (int line = 0; line < agreements.size(); line++) {
            byAgreement
                    .computeIfAbsent(agreements.get(line), _ -> new ArrayList<>())
                    .add(line);
        }
        var lines = byAgreement.entrySet().stream()
                .map(some -> lineTerms(some.getKey(), some.getValue()))
                .toList();
        int hold = agreements.stream()
                .mapToInt(agreement -> agreement.holdDays().value())
                .max()
                .orElseThrow();
        return new SaleTerms(lines, flats(), hold, new AgreedCaps(agreements, currency).caps(earned));
    }

    private LineTerms lineTerms(Agreement agreement, List<Integer> lines) {
        return new LineTerms(
                lines,
                agreement.first().value().value(),
                agreement.recurring().value().value(),
                agreement.bonus().value().value(),
                bonusOn(agreement.first(), agreement.bonus()),
                bonusOn(agreement.recurring(), agreement.bonus()),
                agreement.maxMonths().map(Choice::value).orElse(null),
                ChosenTerms.of(agreement));
    }

    /**
     * Rates of several levels may come together that nobody has looked at together: nothing is given away twice. Those of one
     * level were looked at, and stay what they are.
     */
    private static int bonusOn(Choice<BasisPoints> beneath, Choice<BasisPoints> bonus) {
        boolean together = beneath.winner().level() == bonus.winner().level()
                && beneath.winner().source().equals(bonus.winner().source());
        int left = BasisPoints.WHOLE - beneath.value().value();
        return together ? bonus.value().value() : Math.min(bonus.value().value(), left);
    }

    /** A flat amount that lines share: what it is for, how much, and by which terms. */
    private record Share(
            Per per,
            long amount,
            Level level,
            String source,
            @Nullable String product) {}

    private List<FlatAmount> flats() {
        var shares = new LinkedHashMap<Share, List<Integer>>();
        var lines = invoice.charge().lines();
        for (int i = 0; i < lines.size(); i++) {
            int line = i;
            share(lines.get(line), agreements.get(line))
                    .ifPresent(share -> shares.computeIfAbsent(share, _ -> new ArrayList<>())
                            .add(line));
        }
        return shares.entrySet().stream()
                .map(share -> flat(share.getKey(), share.getValue()))
                .toList();
    }

    private Optional<Share> share(InvoiceLine line, Agreement agreement) {
        if (line.amount() <= 0) {
            return Optional.empty();
        }
        return share(Per.FIRST_SALE, earlier.isEmpty() ? agreement.flatFirstSale() : Optional.empty(), line)
                .or(() -> share(Per.SALE, agreement.flatSale(), line))
                .or(() -> ServicePeriod.of(line).flatMap(_ -> share(Per.MONTH, agreement.flatMonth(), line)));
    }

    private Optional<Share> share(Per per, Optional<Choice<Amounts>> choice, InvoiceLine line) {
        return choice.flatMap(amounts -> amounts.value().in(currency).map(amount -> {
            var winner = amounts.winner();
            var product = winner.level() == Level.PRODUCT ? line.product() : null;
            return new Share(per, amount.minor(), winner.level(), winner.source(), product);
        }));
    }

    private FlatAmount flat(Share share, List<Integer> lines) {
        var theirs = slices.stream()
                .filter(slice -> lines.contains(slice.line()))
                .sorted(Comparator.comparing(Slice::begin).thenComparingInt(Slice::number))
                .toList();
        var earning = theirs.stream().filter(this::earns).toList();
        int times = switch (share.per()) {
            case FIRST_SALE, SALE -> beginEarns(theirs) ? 1 : 0;
            case MONTH -> months(share, lines, earning);
        };
        boolean first = earning.stream().anyMatch(slice -> slice.number() == 1)
                && (share.per() == Per.MONTH
                        ? covered(share, List.of()) == 0
                        : theirs.getFirst().number() == 1);
        int inFirst = first ? Math.min(1, times) : 0;
        return new FlatAmount(
                share.per(), share.amount(), lines, inFirst, times - inFirst, share.level(), share.source());
    }

    /** Whether one of the slices that begin first is not left out. */
    private boolean beginEarns(List<Slice> inOrder) {
        var begin = inOrder.getFirst().begin();
        return inOrder.stream().takeWhile(slice -> slice.begin().equals(begin)).anyMatch(this::earns);
    }

    private boolean earns(Slice slice) {
        return agreements
                .get(slice.line())
                .maxMonths()
                .map(Choice::value)
                .filter(most -> slice.number() > most)
                .isEmpty();
    }

    /** The months that these lines add to what was covered, at most one for each number that their slices have. */
    private int months(Share share, List<Integer> lines, List<Slice> earning) {
        var numbers = earning.stream().map(Slice::number).collect(toSet());
        // Days left over are rounded by run, so that runs which join may come to less.
        return Math.clamp(covered(share, lines) - covered(share, List.of()), 0, numbers.size());
    }

    private int covered(Share share, List<Integer> lines) {
        var before = earlier.stream()
                .flatMap(other ->
                        other
                                .coverings(line -> share.product() == null
                                        || share.product().equals(line.product()))
                                .stream());
        var own = IntStream.range(0, agreements.size())
                .filter(lines::contains)
                .mapToObj(line -> invoice.charge().lines().get(line))
                .map(ServicePeriod::of)
                .flatMap(Optional::stream)
                .map(period -> new Covering(invoice.ref(), period));
        return new Coverage(Stream.concat(before, own).toList(), grace).months(Instant.MIN, Instant.MAX);
    }
}
