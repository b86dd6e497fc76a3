package dev.handsel.commissions.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.base.facts.Charge;
import dev.handsel.base.money.BasisPoints;
import dev.handsel.base.money.Fraction;
import dev.handsel.commissions.rules.Earning.CommissionKind;
import dev.handsel.commissions.rules.SaleTerms.Cap;
import dev.handsel.commissions.rules.SaleTerms.Limited;
import dev.handsel.programs.terms.RuleSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the commissions of one invoice, or a bounty, are computed from, and the computation. Stored with every line, so
 * that it can be repeated for ever. For a bounty nobody has paid: the amounts are those of the bounty, and there are no slices.
 *
 * @param engine names this computation; one that computes otherwise has another name
 * @param gross what the invoice came to
 * @param paid what of it was cash
 * @param received the whole payment: the cash, and what it settled of an older debt
 * @param paidAt when the invoice was paid, or the gate passed
 * @param special what terms beside the rule set say of it; null where there are none
 * @param bounty what is earned for a customer who has traded enough, in minor units; null for an invoice
 */
public record Inputs(
        String engine,
        long gross,
        long paid,
        long received,
        Instant paidAt,
        List<Slice> slices,
        Rates rates,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SaleTerms special,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long bounty) {

    /** Bands by the service calendar. */
    public static final String ENGINE = "commission/2";

    /** Bands by months counted in the order in which invoices came; lines of it stay as they were booked. */
    public static final String COUNTED = "commission/1";

    public Inputs {
        // The first engine knew of no older debts.
        received = received == 0 ? paid : received;
    }

    /** By a rule set alone. */
    public Inputs(
            String engine, long gross, long paid, long received, Instant paidAt, List<Slice> slices, Rates rates) {
        this(engine, gross, paid, received, paidAt, slices, rates, null, null);
    }

    /** The rule set, as it was. */
    public record Rates(
            String version, int firstRateBp, int recurringRateBp, int bonusRateBp, int bonusFromMonth, int holdDays) {

        public static Rates of(RuleSet rules) {
            return new Rates(
                    rules.version(),
                    rules.first().value(),
                    rules.recurring().value(),
                    rules.bonus().value(),
                    rules.bonusFromMonth(),
                    rules.holdDays());
        }
    }

    /** What the commissions of this charge are computed from under these rules. */
    static Inputs of(Charge charge, List<Slice> slices, RuleSet rules) {
        return new Inputs(
                ENGINE, charge.gross(), charge.cash(), charge.received(), charge.paidAt(), slices, Rates.of(rules));
    }

    /** What a bounty is computed from under these rules. */
    static Inputs of(Bounty bounty, RuleSet rules) {
        long amount = bounty.money().minor();
        return new Inputs(ENGINE, amount, amount, amount, bounty.at(), List.of(), Rates.of(rules), null, amount);
    }

    Inputs with(SaleTerms agreed) {
        return new Inputs(engine, gross, paid, received, paidAt, slices, rates, agreed, bounty);
    }

    /** Whether the first engine computes it. */
    boolean wasCounted() {
        return engine.equals(COUNTED);
    }

    /** What is earned: at most one earning a band, bands that come to nothing left out. */
    public List<Earning> earnings() {
        return cut(caps().toList());
    }

    /** What the band of this kind earns; nothing where that comes to nothing. */
    public Optional<Earning> earning(CommissionKind kind) {
        return earnings().stream().filter(earning -> earning.kind() == kind).findFirst();
    }

    /** The affiliate's cap of the month, if there is one; what it has been used up by is said by others. */
    public Optional<Cap> monthCap() {
        return caps().filter(cap -> cap.of() == Limited.AFFILIATE_MONTH).findFirst();
    }

    /** What is earned where no affiliate is limited in a month, in minor units. */
    public long earnedWithoutMonthCap() {
        var others = caps().filter(cap -> cap.of() != Limited.AFFILIATE_MONTH).toList();
        return cut(others).stream().mapToLong(Earning::amount).reduce(0, Math::addExact);
    }

    /** The same where the affiliate has earned so much in the month before. */
    public Inputs withEarnedInMonth(long before) {
        return special == null ? this : with(special.withEarnedInMonth(before));
    }

    private Stream<Cap> caps() {
        return special == null ? Stream.of() : special.caps().stream();
    }

    /** The bands take in their order what the caps leave. */
    private List<Earning> cut(List<Cap> caps) {
        var earnings = new ArrayList<Earning>();
        long left = caps.stream().mapToLong(Cap::left).min().orElse(Long.MAX_VALUE);
        for (var earning : uncut()) {
            if (left > 0) {
                var cut = earning.cut(left);
                left -= cut.amount();
                earnings.add(cut);
            }
        }
        return List.copyOf(earnings);
    }

    private List<Earning> uncut() {
        var bands = new Bands(this);
        return Stream.of(CommissionKind.values())
                .flatMap(kind -> Stream.ofNullable(kind == CommissionKind.BOUNTY ? promised() : bands.earning(kind)))
                .toList();
    }

    private @Nullable Earning promised() {
        return bounty == null || bounty == 0
                ? null
                : new Earning(
                        CommissionKind.BOUNTY,
                        bounty,
                        new BasisPoints(BasisPoints.WHOLE),
                        bounty,
                        matureAt(CommissionKind.BOUNTY, List.of()));
    }

    /**
     * What of the lines the band of this kind is about, in minor units. A credit that is more than its band has reduces the
     * other one, so that FIRST and RECURRING together are always the whole; the first engine knew no such credits.
     */
    public long sold(CommissionKind kind) {
        return new Bands(this).sold(kind);
    }

    /** The slices in the band of this kind. */
    public List<Slice> slices(CommissionKind kind) {
        return new Bands(this).slices(kind);
    }

    /** What the rates of the band of this kind earn, before it is rounded, flat amounts are added and caps applied. */
    public Fraction exact(CommissionKind kind) {
        if (kind == CommissionKind.BOUNTY) {
            return Fraction.of(bounty == null ? 0 : bounty);
        }
        return new Bands(this).exact(kind);
    }

    /** What flat amounts add to the band of this kind, in minor units, before caps. */
    public long flat(CommissionKind kind) {
        return new Bands(this).flat(kind);
    }

    /** Days of 24 hours between payment and maturity. */
    public int holdDays() {
        return special == null ? rates.holdDays() : special.holdDays();
    }

    /** The holding period runs from the payment, or from when the gate was passed; a bonus paid for in advance is not free before its first slice begins. */
    Instant matureAt(CommissionKind kind, List<Slice> band) {
        var held = paidAt.plus(Duration.ofDays(holdDays()));
        if (kind != CommissionKind.BONUS) {
            return held;
        }
        var begins = band.stream().map(Slice::begin).min(Instant::compareTo).orElse(held);
        return begins.isAfter(held) ? begins : held;
    }
}
