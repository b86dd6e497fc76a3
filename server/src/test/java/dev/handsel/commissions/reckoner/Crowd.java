package dev.handsel.commissions.reckoner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** The customers of one programme, the orders in which their events may be told, and what the rules say of all of them. */
record Crowd(Histories histories, List<History> all, List<Earned> lines) {

    /** How many customers a programme has at most. */
    private static final int PROGRAMME = 500;

    /** So many customers, in programmes of their own with the rules of one seed each. */
    static List<Crowd> many(int count, long seed) {
        var crowds = new ArrayList<Crowd>();
        for (int from = 0; from < count; from += PROGRAMME) {
            var histories = new Histories(seed + from / PROGRAMME);
            var all = histories.numbers(0, Math.min(PROGRAMME, count - from));
            var lines = all.stream()
                    .flatMap(history -> Reckoner.earned(history.facts(), histories.rules()).stream())
                    .toList();
            crowds.add(new Crowd(histories, all, lines));
        }
        return crowds;
    }

    /** The same without some of the customers. */
    Crowd without(Set<String> customers) {
        var rest = all.stream()
                .filter(history -> !customers.contains(history.customer()))
                .toList();
        var theirs = rest.stream()
                .flatMap(history -> Reckoner.earned(history.facts(), histories.rules()).stream())
                .toList();
        return new Crowd(histories, rest, theirs);
    }

    /** Chance of its own for each way of telling. */
    Random random(int order) {
        return Dice.of(histories.seed(), -2 - order).random();
    }

    /** All events in any order, a few of them twice. */
    List<ObjectNode> mixed(Random random) {
        var events = new ArrayList<ObjectNode>();
        for (var history : all) {
            events.addAll(history.events());
            if (random.nextInt(10) == 0 && !history.events().isEmpty()) {
                events.add(history.events().get(random.nextInt(history.events().size())));
            }
        }
        Collections.shuffle(events, random);
        return events;
    }

    /** All events in the order of their dates. */
    List<ObjectNode> dated() {
        var events = new ArrayList<ObjectNode>();
        all.forEach(history -> events.addAll(history.events()));
        events.sort(Comparator.comparing(event -> event.get("occurred_at").asString()));
        return events;
    }

    /** All events in the order of their dates, but some come late. */
    List<ObjectNode> delayed(Random random) {
        var events = dated();
        for (int i = events.size() - 1; i >= 0; i--) {
            if (random.nextInt(10) == 0) {
                var late = events.remove(i);
                events.add(i + random.nextInt(events.size() - i + 1), late);
            }
        }
        return events;
    }

    List<String> expected(History history) {
        return Reckoner.earned(history.facts(), histories.rules()).stream()
                .map(Earned::text)
                .sorted()
                .toList();
    }

    /** What is left of all lines, by invoice and kind. */
    Map<String, Long> left() {
        var left = new TreeMap<String, Long>();
        for (var line : lines) {
            if (line.amount() != line.reversed()) {
                left.put(line.invoice() + " " + line.kind(), line.amount() - line.reversed());
            }
        }
        return left;
    }

    /** What is owed while nothing is paid, as {@code USD payable}; without what is 0. */
    Map<String, Long> owed(Instant now) {
        var owed = new TreeMap<String, Long>();
        for (var line : lines) {
            var part = line.matureAt().isAfter(now) ? " pending" : " payable";
            owed.merge(line.currency() + part, line.amount() - line.reversed(), Long::sum);
        }
        owed.values().removeIf(sum -> sum == 0);
        return owed;
    }

    /** What is or was owed, by currency. */
    Map<String, Long> earned() {
        var earned = new TreeMap<String, Long>();
        owed(Instant.MIN).forEach((part, sum) -> earned.merge(part.substring(0, 3), sum, Long::sum));
        earned.values().removeIf(sum -> sum == 0);
        return earned;
    }
}
