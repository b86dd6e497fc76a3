package dev.handsel.commissions.rules;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.handsel.commissions.rules.MoneyBackReport.MoneyBackKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * What went back of an invoice, whatever the order in which it was told.
 *
 * @param refunds those that did not fail, by date
 * @param disputed what charge-backs that are open or lost took, gross, in minor units
 */
public record MoneyBack(List<Refunded> refunds, long disputed) {

    /** Nothing went back. */
    public static final MoneyBack NONE = new MoneyBack(List.of(), 0);

    private static final Set<MoneyBackKind> OF_CHARGES =
            Set.of(MoneyBackKind.CHARGE_REFUNDED, MoneyBackKind.CHARGE_REFUND_FAILED, MoneyBackKind.CHARGE_COUNTED);

    /** Refunded on a date, gross, in minor units. */
    public record Refunded(Instant at, long amount) {}

    /** What follows from all reports of one invoice. */
    public static MoneyBack of(Collection<MoneyBackReport> reports) {
        if (reports.isEmpty()) {
            return NONE;
        }
        var failed = reports.stream()
                .filter(report -> report.kind() == MoneyBackKind.REFUND_FAILED)
                .map(MoneyBackReport::ref)
                .collect(toSet());
        var plain = reports.stream()
                .filter(report -> report.kind() == MoneyBackKind.REFUND && !failed.contains(report.ref()))
                .map(report -> new Refunded(report.at(), report.amount()));
        var charges = reports.stream()
                .filter(report -> OF_CHARGES.contains(report.kind()))
                .collect(groupingBy(MoneyBackReport::ref));
        var refunds = Stream.concat(plain, charges.values().stream().flatMap(told -> ofCharge(told).stream()))
                .sorted(comparing(Refunded::at).thenComparingLong(Refunded::amount))
                .toList();
        return new MoneyBack(refunds, disputed(reports));
    }

    /** All refunds, gross, in minor units. */
    public long refunded() {
        return refunds.stream().mapToLong(Refunded::amount).reduce(0, Math::addExact);
    }

    /** Refunds, and disputes that are open or lost. */
    public long takenBack() {
        return Math.addExact(refunded(), disputed);
    }

    /** The instant at which refunds had come to {@code received}; nothing where they have not. */
    public Optional<Instant> givenBackAt(long received) {
        long sum = 0;
        for (var refund : refunds) {
            sum = Math.addExact(sum, refund.amount());
            if (sum >= received) {
                return Optional.of(refund.at());
            }
        }
        return Optional.empty();
    }

    /**
     * Stripe tells sums. Of each is taken out what failed at its time or later; what exceeds the largest such sum before is a
     * refund of its date.
     */
    private static List<Refunded> ofCharge(List<MoneyBackReport> reports) {
        var failed = failures(reports);
        long largest = reports.stream()
                .filter(report -> report.kind() == MoneyBackKind.CHARGE_COUNTED)
                .mapToLong(MoneyBackReport::amount)
                .max()
                .orElse(0);
        var sums = reports.stream()
                .filter(report -> report.kind() == MoneyBackKind.CHARGE_REFUNDED)
                .sorted(comparing(MoneyBackReport::at).thenComparingLong(MoneyBackReport::amount))
                .toList();
        var refunds = new ArrayList<Refunded>();
        for (var sum : sums) {
            long withdrawn = failed.stream()
                    .filter(report -> !report.at().isBefore(sum.at()))
                    .mapToLong(MoneyBackReport::amount)
                    .reduce(0, Math::addExact);
            long left = Math.subtractExact(sum.amount(), withdrawn);
            if (left > largest) {
                refunds.add(new Refunded(sum.at(), left - largest));
                largest = left;
            }
        }
        return refunds;
    }

    /** Each refund that failed once, as of the first word of it: Stripe tells it by several events, each of its own time. */
    private static Collection<MoneyBackReport> failures(List<MoneyBackReport> reports) {
        return reports.stream()
                .filter(report -> report.kind() == MoneyBackKind.CHARGE_REFUND_FAILED)
                .collect(toMap(
                        MoneyBackReport::part,
                        report -> report,
                        BinaryOperator.minBy(
                                comparing(MoneyBackReport::at).thenComparingLong(MoneyBackReport::amount))))
                .values();
    }

    private static long disputed(Collection<MoneyBackReport> reports) {
        return reports.stream()
                .filter(report -> isDispute(report.kind()))
                .collect(groupingBy(MoneyBackReport::ref))
                .values()
                .stream()
                .mapToLong(MoneyBack::taken)
                .reduce(0, Math::addExact);
    }

    private static boolean isDispute(MoneyBackKind kind) {
        return switch (kind) {
            case REFUND, REFUND_FAILED, CHARGE_REFUNDED, CHARGE_REFUND_FAILED, CHARGE_COUNTED -> false;
            case INQUIRY, CHARGEBACK, DISPUTE_WON, DISPUTE_LOST -> true;
            case TOLD_INQUIRY, TOLD_OPEN, TOLD_WON, TOLD_LOST -> true;
        };
    }

    /**
     * What one dispute has taken. The last word by date counts; of one instant that which goes furthest. Where the merchant
     * alone tells, and of no inquiry, an end is the end, whatever its date.
     */
    private static long taken(List<MoneyBackReport> reports) {
        boolean byDate = reports.stream()
                .anyMatch(report -> report.kind() == MoneyBackKind.INQUIRY || toldByStripe(report.kind()));
        var order = comparingInt(MoneyBack::stage)
                .thenComparing(MoneyBackReport::kind)
                .thenComparingLong(MoneyBackReport::amount);
        var last = reports.stream()
                // An inquiry that became a charge-back stays one, however late it is told.
                .filter(report -> report.kind() != MoneyBackKind.INQUIRY || !withdrawn(reports))
                .max(byDate ? comparing(MoneyBackReport::at).thenComparing(order) : order)
                .orElseThrow();
        return switch (last.kind()) {
            case CHARGEBACK, TOLD_OPEN, TOLD_LOST -> last.amount();
            case DISPUTE_LOST -> withdrawal(reports);
            case INQUIRY, TOLD_INQUIRY, DISPUTE_WON, TOLD_WON -> 0;
            case REFUND, REFUND_FAILED, CHARGE_REFUNDED, CHARGE_REFUND_FAILED, CHARGE_COUNTED ->
                throw new IllegalArgumentException("No dispute: " + last);
        };
    }

    private static int stage(MoneyBackReport report) {
        return switch (report.kind()) {
            case DISPUTE_WON, DISPUTE_LOST, TOLD_WON, TOLD_LOST -> 2;
            case CHARGEBACK, TOLD_OPEN -> 1;
            case INQUIRY, TOLD_INQUIRY -> 0;
            case REFUND, REFUND_FAILED, CHARGE_REFUNDED, CHARGE_REFUND_FAILED, CHARGE_COUNTED -> 0;
        };
    }

    private static boolean withdrawn(List<MoneyBackReport> reports) {
        return reports.stream().anyMatch(report -> report.kind() == MoneyBackKind.CHARGEBACK);
    }

    /** What was withdrawn last. */
    private static long withdrawal(List<MoneyBackReport> reports) {
        return reports.stream()
                .filter(report -> report.kind() == MoneyBackKind.CHARGEBACK || report.kind() == MoneyBackKind.TOLD_OPEN)
                .max(comparing(MoneyBackReport::at).thenComparingLong(MoneyBackReport::amount))
                .map(MoneyBackReport::amount)
                .orElse(0L);
    }

    private static boolean toldByStripe(MoneyBackKind kind) {
        return kind.compareTo(MoneyBackKind.TOLD_INQUIRY) >= 0;
    }
}
