package dev.handsel.commissions.reckoner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Random histories of customers of one programme, and its rules. The same seed has the same ones, on every machine. */
record Histories(long seed, Special special) {

    Histories(long seed) {
        this(seed, Special.NOTHING);
    }

    /** Before all of them. */
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** After all of them. */
    static final Instant END = Instant.parse("2045-01-01T00:00:00Z");

    private static final List<String> CHANGES =
            List.of("2027-03-01", "2027-05-31", "2027-09-15T12:00:00Z", "2028-02-29", "2028-07-01");

    History number(int number) {
        return new Life(seed, number, special == Special.NOTHING ? Trade.PLAIN : Trade.random(seed, number)).lived();
    }

    List<History> numbers(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(this::number).toList();
    }

    /** What is agreed upon in this programme. */
    Agreements agreements() {
        var plain = Agreements.of(rules());
        return special == Special.TERMS ? new RandomTerms(seed).agreements(plain) : plain;
    }

    /** Everybody who brings customers. */
    List<String> affiliates() {
        return special == Special.NOTHING ? List.of(Owner.NORA.affiliate()) : Trade.AFFILIATES;
    }

    /** The usual ones, and with most seeds others from some day on. */
    List<RuleSet> rules() {
        var dice = Dice.of(seed, -1);
        var rules = new ArrayList<>(List.of(RuleSet.USUAL));
        for (var day : CHANGES) {
            if (seed % 3 != 0 && dice.chance(40)) {
                rules.add(new RuleSet(
                        "v" + (rules.size() + 1),
                        Days.of(day),
                        dice.one(List.of(0, 1, 2500, 3333, 5000)),
                        dice.one(List.of(0, 1000, 1234, 1500)),
                        dice.one(List.of(0, 250, 500, 777)),
                        dice.between(1, 6),
                        dice.one(List.of(0, 14, 30, 45)),
                        dice.one(List.of(0, 1, 7, 30, 45))));
            }
        }
        return promising(rules);
    }

    /** Most of them promise a bounty; with every fourth seed none does. */
    private List<RuleSet> promising(List<RuleSet> rules) {
        var dice = Dice.of(seed, -2_000_000);
        return seed % 4 == 0
                ? rules
                : rules.stream()
                        .map(set -> set.promising(dice.one(List.of(
                                Map.of("USD", 500L),
                                Map.of("USD", 1_234L, "EUR", 99L),
                                Map.of("JPY", 700L, "EUR", 450L),
                                Map.of()))))
                        .toList();
    }
}
