package dev.handsel.commissions.rules;

import static java.util.Comparator.comparing;

import dev.handsel.base.facts.Block;
import dev.handsel.base.facts.Gate.EndedTrade;
import dev.handsel.base.facts.Qualification;
import dev.handsel.base.facts.ServicePeriod;
import dev.handsel.base.money.Money;
import dev.handsel.base.money.Split;
import dev.handsel.commissions.rules.Coverage.Gap;
import dev.handsel.commissions.rules.Coverage.Run;
import dev.handsel.programs.terms.CustomerTerms;
import dev.handsel.programs.terms.RuleSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All invoices of one customer, what each of them earns, and whether a bounty is earned: a pure function of what is known, whatever the order in which it
 * was told. An invoice is judged by what had been paid, and not given back, by the time it was paid.
 */
public final class CustomerHistory {

    /** An invoice paid so long before the signup is still the customer's. */
    private static final Duration BEFORE_SIGNUP = Duration.ofDays(1);

    private final CustomerTerms terms;
    private final Instant first;
    private final Block block;
    private final List<CustomerInvoice> invoices;

    /** What each invoice covers, by its id. */
    private final Map<String, List<Covering>> coverings = new HashMap<>();

    private final Optional<Bounty> bounty;

    /** The invoices, and the bounty in its place among them. */
    private final List<Occasion> occasions;

    /** By occasion, as far as it was asked for. */
    private final Map<String, Long> earned = new HashMap<>();

    /** The history of a customer who signed up then, with every invoice that names them, their terms, what blocks them and their trades. */
    public CustomerHistory(
            Instant signedUpAt,
            Collection<CustomerInvoice> invoices,
            CustomerTerms terms,
            Block block,
            Qualification qualification) {
        this.terms = terms;
        this.block = block;
        this.first = signedUpAt.minus(BEFORE_SIGNUP);
        this.invoices = invoices.stream()
                .filter(invoice -> !invoice.paidAt().isBefore(first))
                .sorted(comparing(CustomerInvoice::paidAt).thenComparing(CustomerInvoice::ref))
                .toList();
        this.invoices.forEach(invoice -> coverings.put(invoice.ref(), invoice.coverings()));
        this.bounty = qualification.passedBy().map(this::bounty);
        this.occasions = Stream.<Occasion>concat(this.invoices.stream(), bounty.filter(this::isTheirs).stream())
                .sorted(Occasion.IN_ORDER)
                .toList();
    }

    private Bounty bounty(EndedTrade trade) {
        var promised = terms.rules(trade.closedAt()).bounty(terms.currency());
        return new Bounty(trade, promised.orElse(new Money(0, terms.currency())));
    }

    /** Whether it did not happen long before the signup. */
    private boolean isTheirs(Occasion occasion) {
        return !occasion.at().isBefore(first);
    }

    /** The customer's invoices by the time of their payment; those from long before the signup are left out. */
    public List<CustomerInvoice> invoices() {
        return invoices;
    }

    /** The invoices and, where the customer has traded enough, the bounty, in their order; without what is from long before the signup. */
    public List<Occasion> occasions() {
        return occasions;
    }

    /** That the customer has traded enough, whether or not it earns something; nothing before. */
    public Optional<Bounty> bounty() {
        return bounty;
    }

    /**
     * What the commissions of an invoice, or of the bounty, are computed from; nothing where it has no cash, or none is promised,
     * where it is not the customer's, or the customer is blocked. What an affiliate has earned in the month is not known here: {@link
     * Inputs#withEarnedInMonth} adds it.
     */
    public Optional<Inputs> inputs(Occasion occasion) {
        return block.stops(occasion.ref()) ? Optional.empty() : unblocked(occasion);
    }

    /** What of a line of this amount is to be reversed: the share that went back, or all of it while the customer is blocked. */
    public long reversed(Occasion occasion, long amount) {
        return block.stops(occasion.ref()) ? amount : occasion.reversed(amount);
    }

    /** A block changes nothing of what others earn. */
    private Optional<Inputs> unblocked(Occasion occasion) {
        return isTheirs(occasion)
                ? switch (occasion) {
                    case CustomerInvoice invoice -> sale(invoice);
                    case Bounty earned -> bounty(earned);
                }
                : Optional.empty();
    }

    private Optional<Inputs> bounty(Bounty passed) {
        if (passed.money().minor() == 0) {
            return Optional.empty();
        }
        var inputs = Inputs.of(passed, rules(passed));
        if (terms.areRuleSetsAlone()) {
            return Optional.of(inputs);
        }
        var agreement = terms.agreement(passed.at(), null);
        var caps = new AgreedCaps(List.of(agreement), passed.money().currency()).caps(() -> earnedBefore(passed));
        return Optional.of(inputs.with(
                new SaleTerms(List.of(), List.of(), agreement.holdDays().value(), caps)));
    }

    private Optional<Inputs> sale(CustomerInvoice invoice) {
        if (!invoice.charge().hasCash()) {
            return Optional.empty();
        }
        var rules = rules(invoice);
        var slices = slices(invoice);
        var inputs = Inputs.of(invoice.charge(), slices, rules);
        if (terms.areRuleSetsAlone()) {
            return Optional.of(inputs);
        }
        var agreed = new AgreedSale(invoice, slices, earlier(invoice), terms);
        return Optional.of(inputs.with(agreed.terms(() -> earnedBefore(invoice))));
    }

    /** The rule set by which it is judged. */
    public RuleSet rules(Occasion occasion) {
        return terms.rules(occasion.at());
    }

    /** The invoices that count for this one and come before it; of one instant those with the smaller id. */
    private List<CustomerInvoice> earlier(CustomerInvoice invoice) {
        return invoices.stream()
                .takeWhile(other -> !other.ref().equals(invoice.ref()))
                .filter(other -> other.charge().hasCash() && counts(other, invoice))
                .toList();
    }

    /** What others that count and come before it have earned in its currency, before the affiliate's caps. */
    private long earnedBefore(Occasion occasion) {
        return occasions.stream()
                .takeWhile(other -> Occasion.IN_ORDER.compare(other, occasion) < 0)
                .filter(other -> other.currency().equals(occasion.currency()) && counts(other, occasion))
                .mapToLong(other -> earnedUpTo(occasion, other))
                .reduce(0, Math::addExact);
    }

    /** What one before this one has earned; those in between are asked in order, so that none asks for many. */
    private long earnedUpTo(Occasion occasion, Occasion other) {
        var known = earned.get(other.ref());
        if (known != null) {
            return known;
        }
        occasions.stream()
                .takeWhile(before -> Occasion.IN_ORDER.compare(before, occasion) < 0)
                .filter(before -> !earned.containsKey(before.ref()))
                .forEach(before -> earned.put(
                        before.ref(),
                        unblocked(before).map(Inputs::earnedWithoutMonthCap).orElse(0L)));
        return earned.getOrDefault(other.ref(), 0L);
    }

    /** Whether an invoice of the customer's that is dated later is known. */
    public boolean isFollowed(Occasion occasion) {
        return !invoices.isEmpty() && invoices.getLast().paidAt().isAfter(occasion.at());
    }

    List<Slice> slices(CustomerInvoice invoice) {
        var judged = new Judgement(invoice, rules(invoice));
        var slices = new ArrayList<Slice>();
        var lines = invoice.charge().lines();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var begins = ServicePeriod.of(line)
                    .map(period -> period.slices().toList())
                    .orElse(List.of(line.periodStart()));
            var amounts = Split.equally(line.amount(), begins.size());
            for (int month = 0; month < amounts.length; month++) {
                var numbers = judged.at(begins.get(month));
                slices.add(new Slice(i, amounts[month], numbers.number(), numbers.inRow(), begins.get(month)));
            }
        }
        return List.copyOf(slices);
    }

    /**
     * What was covered before an instant, as an invoice is judged by it.
     *
     * @param runs service without a hole, by what counts
     * @param number 1 and the months that the runs make
     * @param gap the last time without service that is longer than the grace; null where there is none
     * @param inRow as {@code number}, of what is covered since the gap
     */
    public record CoveredBefore(
            Instant instant,
            List<Run> runs,
            int number,
            @Nullable Gap gap,
            int inRow) {}

    /** What was covered before each of these instants, for an invoice of the customer's. */
    public List<CoveredBefore> before(CustomerInvoice invoice, List<Instant> instants) {
        var judged = new Judgement(invoice, rules(invoice));
        return instants.stream().map(judged::covered).toList();
    }

    /** Invoices that had been paid and given back by the time this one was: they do not count for it. */
    public List<CustomerInvoice> leftOut(CustomerInvoice invoice) {
        return invoices.stream()
                .filter(other -> known(other, invoice) && !counts(other, invoice))
                .toList();
    }

    private static boolean known(CustomerInvoice other, CustomerInvoice judged) {
        return other.charge().hasCash() && !other.paidAt().isAfter(judged.paidAt());
    }

    private static boolean counts(Occasion other, Occasion judged) {
        return switch (other) {
            case CustomerInvoice invoice -> invoice.ref().equals(judged.ref()) || !invoice.givenBackBy(judged.at());
            case Bounty _ -> true;
        };
    }

    /** Which months an instant is in. */
    private record Numbers(int number, int inRow) {}

    /** How one invoice sees the service of its customer. */
    private final class Judgement {

        private final Coverage counting;
        private final Coverage known;

        Judgement(CustomerInvoice judged, RuleSet rules) {
            var knownInvoices =
                    invoices.stream().filter(other -> known(other, judged)).toList();
            var countingInvoices = knownInvoices.stream()
                    .filter(other -> counts(other, judged))
                    .toList();
            this.known = coverage(knownInvoices, rules.gapGrace());
            this.counting = countingInvoices.size() == knownInvoices.size()
                    ? known
                    : coverage(countingInvoices, rules.gapGrace());
        }

        private Coverage coverage(List<CustomerInvoice> some, Duration grace) {
            return new Coverage(
                    some.stream()
                            .flatMap(invoice -> coverings.getOrDefault(invoice.ref(), List.of()).stream())
                            .toList(),
                    grace);
        }

        Numbers at(Instant instant) {
            int number = 1 + counting.months(Instant.MIN, instant);
            var gap = known.lastGap(instant);
            return new Numbers(number, gap == null ? number : 1 + counting.months(gap.end(), instant));
        }

        CoveredBefore covered(Instant instant) {
            var numbers = at(instant);
            return new CoveredBefore(
                    instant, counting.runs(instant), numbers.number(), known.lastGap(instant), numbers.inRow());
        }
    }
}
