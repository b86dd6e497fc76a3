package dev.handsel.commissions.reckoner;

import dev.handsel.commissions.reckoner.Writing.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One customer's random life: plans one after the other and side by side, single sales, money back. */
final class Life {

    private static final List<String> DAYS = List.of(
            "2027-01-01",
            "2027-01-31",
            "2027-02-28",
            "2027-03-01",
            "2027-08-31T23:59:59Z",
            "2027-11-30",
            "2027-12-31",
            "2028-01-29",
            "2028-02-29");

    private final long seed;
    private final int number;
    private final Trade trade;
    private final Dice dice;
    private final Writing writing;
    private final Instant start;
    private final List<Written> invoices = new ArrayList<>();

    Life(long seed, int number, Trade trade) {
        this.seed = seed;
        this.trade = trade;
        this.number = number;
        this.dice = Dice.of(seed, number);
        this.writing = new Writing(customer());
        this.start = dice.chance(50)
                ? Days.of(dice.one(DAYS))
                : Days.of("2027-01-01").plus(dice.within(Duration.ofDays(420)));
    }

    History lived() {
        var selling = new Selling(dice, trade, writing, invoices);
        if (dice.chance(15)) {
            selling.pieces(start);
        } else {
            selling.subscription(start);
        }
        if (dice.chance(25)) {
            selling.subscription(start.plus(dice.within(Duration.ofDays(70))));
        }
        if (dice.chance(30)) {
            selling.sale(start.minus(dice.within(Duration.ofDays(5))));
        }
        if (dice.chance(20)) {
            selling.sale(lastPaid().plus(Duration.ofDays(dice.one(List.of(0, 19, 29, 30, 31, 44, 61)))));
        }
        signup();
        new Returning(dice, writing, invoices).money();
        new Trading(seed, number, writing, invoices).trades(start);
        var events = writing.events();
        events.sort(Comparator.comparing(
                event -> Instant.parse(event.get("occurred_at").asString())));
        if (dice.chance(4)) {
            events.remove(dice.between(0, events.size() - 1));
        }
        return new History(seed, number, customer(), List.copyOf(events));
    }

    private String customer() {
        return "c" + number;
    }

    private Instant lastPaid() {
        return invoices.stream()
                .map(Written::paidAt)
                .max(Comparator.naturalOrder())
                .orElse(start);
    }

    private void signup() {
        var first = invoices.stream()
                .map(Written::paidAt)
                .min(Comparator.naturalOrder())
                .orElse(start);
        var at = switch (dice.between(1, 20)) {
            case 1 -> first.plus(Duration.ofHours(24));
            case 2 -> first.plus(Duration.ofHours(24)).plusSeconds(1);
            case 3 -> first.plus(dice.within(Duration.ofHours(24)));
            case 4 -> first.plus(Duration.ofDays(dice.between(2, 70)));
            case 5, 6 -> first;
            default -> first.minus(dice.within(Duration.ofDays(4)));
        };
        if (!dice.chance(1)) {
            writing.signup(at, dice.chance(2) ? new Owner[0] : trade.owners());
        }
    }
}
