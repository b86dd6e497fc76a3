package dev.handsel.commissions.reckoner;

import dev.handsel.commissions.reckoner.Writing.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a customer buys: subscriptions, with everything that may happen to one, and single things. */
final class Selling {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofHours(1),
            Duration.ofHours(24),
            Duration.ofHours(24).plusSeconds(1),
            Duration.ofDays(8),
            Duration.ofDays(29),
            Duration.ofDays(30),
            Duration.ofDays(30).plusSeconds(1),
            Duration.ofDays(31),
            Duration.ofDays(63),
            Duration.ofDays(-3));

    private static final List<Duration> DELAYS = List.of(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofSeconds(10),
            Duration.ofHours(1),
            Duration.ofDays(3),
            Duration.ofDays(20),
            Duration.ofDays(62),
            Duration.ofDays(-2),
            Duration.ofDays(-40));

    private static final List<Duration> LENGTHS = List.of(
            Duration.ofDays(6),
            Duration.ofDays(5).plusHours(12),
            Duration.ofDays(9).plusHours(13),
            Duration.ofDays(14).plusHours(11),
            Duration.ofDays(27).plusHours(12));

    private static final List<Duration> HOLES = List.of(
            Duration.ofHours(1),
            Duration.ofHours(23),
            Duration.ofHours(24),
            Duration.ofHours(24).plusSeconds(12),
            Duration.ofHours(36));

    private final Dice dice;
    private final Trade trade;
    private final Writing writing;
    private final List<Written> invoices;
    private final List<SoldLine> lines = new ArrayList<>();
    private final List<Integer> months = new ArrayList<>();

    Selling(Dice dice, Trade trade, Writing writing, List<Written> invoices) {
        this.trade = trade;
        this.dice = dice;
        this.writing = writing;
        this.invoices = invoices;
    }

    void sale(Instant at) {
        once(price(), at);
        if (dice.chance(20)) {
            once(-price() / 3, at);
        }
        pay(at, currency());
    }

    void subscription(Instant start) {
        var currency = currency();
        var plan = plan();
        long price = price();
        var begin = start;
        if (dice.chance(12)) {
            begin = trial(start, currency);
        }
        boolean punctual = dice.chance(60);
        int left = dice.between(1, plan.most());
        int period = 0;
        while (left-- > 0) {
            var from = plan.after(begin, period);
            var to = plan.after(begin, period + 1);
            period(plan, dice.chance(6) ? 0 : price, from, to);
            pay(from.plus(punctual ? Duration.ZERO : dice.one(DELAYS)), currency);
            period++;
            if (dice.chance(10)) {
                var at = from.plus(Duration.between(from, to).dividedBy(dice.between(1, 4)));
                var next = plan();
                left = Math.min(left, next.most() - 1);
                change(at, to, price, next, currency);
                plan = next;
                begin = at;
                period = 1;
            } else if (dice.chance(12)) {
                begin = to.plus(dice.one(PAUSES));
                period = 0;
            }
        }
    }

    /** Short times of service, one after the other but not quite: the holes between them count, or make gaps, or do not. */
    void pieces(Instant start) {
        var currency = currency();
        long price = price();
        var length = dice.one(LENGTHS);
        var hole = dice.one(HOLES);
        var begin = start;
        for (int left = dice.between(3, 9); left > 0; left--) {
            line(new SoldLine(price, begin, begin.plus(length), null), -1);
            pay(begin, currency);
            var within = begin.plus(length).plus(hole.dividedBy(dice.between(1, 4)));
            if (dice.chance(25)) {
                sale(within);
            }
            begin = begin.plus(length).plus(hole);
        }
    }

    /** Free days, perhaps with a fee before them; when they end. */
    private Instant trial(Instant start, String currency) {
        var end = start.plus(Duration.ofDays(dice.one(List.of(7, 14, 30))));
        if (dice.chance(60)) {
            once(price(), start);
        }
        line(new SoldLine(0, start, end, null), -1);
        pay(start, currency);
        return end;
    }

    private void period(Plan plan, long price, Instant from, Instant to) {
        if (plan.months() > 0 && dice.chance(50)) {
            line(SoldLine.months(price, from, plan.months()), plan.months());
        } else {
            line(new SoldLine(price, from, to, null), -1);
        }
        switch (dice.between(1, 16)) {
            case 1 -> once(price(), from);
            case 2 -> once(-price() / 2, from);
            case 3 -> {
                int many = dice.between(1, 13);
                line(SoldLine.months(price(), from, many), many);
            }
            case 4 -> odd(from);
            case 5 -> ahead();
            default -> {}
        }
    }

    /** Lengths around the borders between one slice and two, and very short and very long ones. */
    private void odd(Instant from) {
        var length = dice.one(List.of(
                Duration.ofSeconds(1),
                Duration.ofHours(12),
                Duration.ofDays(15).minusSeconds(1),
                Duration.ofDays(15),
                Duration.ofDays(45),
                Duration.ofDays(46).plusHours(1),
                Duration.ofDays(3_700)));
        line(new SoldLine(dice.one(List.of(-500L, 7L, 99_999L)), from, from.plus(length), null), -1);
    }

    /** Prepaid so far ahead that a bonus is not due when all is told. */
    private void ahead() {
        int many = dice.one(List.of(1, 12));
        line(SoldLine.months(price(), Histories.END.plus(Duration.ofDays(50)), many), many);
    }

    /** What is left of the old period is given back, and a period of the new plan begins. */
    private void change(Instant at, Instant to, long price, Plan next, String currency) {
        long back = -price * dice.between(1, 9) / 10;
        boolean dated = at.isBefore(to) && dice.chance(70);
        line(new SoldLine(back, at, dated ? to : null, null), dated ? -1 : 0);
        line(new SoldLine(dice.chance(20) ? 1 : price(), at, next.after(at, 1), null), -1);
        pay(at, currency);
    }

    private void once(long amount, Instant at) {
        line(SoldLine.months(amount, at, 0), 0);
    }

    private void line(SoldLine line, int told) {
        lines.add(line.of(trade.product()));
        months.add(told);
    }

    private void pay(Instant at, String currency) {
        var paidAt = !invoices.isEmpty() && dice.chance(6) ? dice.one(invoices).paidAt() : at;
        long total = lines.stream().mapToLong(SoldLine::amount).sum();
        long tax = tax(total);
        long gross = Math.max(0, total + tax);
        long credit = dice.chance(85) ? 0 : dice.one(List.of(gross, gross / 2, gross / 3, Math.min(1, gross)));
        invoices.add(writing.invoice(paidAt, currency, lines, months, tax, credit));
        lines.clear();
        months.clear();
    }

    /** Sometimes there is tax even where nothing is sold. */
    private long tax(long total) {
        if (!dice.chance(25)) {
            return 0;
        }
        return total > 0 ? total / dice.between(4, 13) : dice.between(1, 100) - total;
    }

    private Plan plan() {
        return dice.chance(50) ? Plan.MONTHLY : dice.one(List.of(Plan.values()));
    }

    private String currency() {
        return dice.chance(80) ? "USD" : dice.one(List.of("EUR", "JPY"));
    }

    private long price() {
        return dice.chance(30)
                ? dice.one(List.of(1L, 3L, 10L, 99L, 1_030L, 1_050L, 11_999L, 2_000_000_001L))
                : dice.between(100, 30_000);
    }
}
