package dev.handsel.commissions.reckoner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** The customers of one programme, the orders in which their events may be told, and what the rules say of all of them. */
record Crowd(Histories histories, List<History> all, Map<String, List<Earned>> lines) {

    /** How many customers a programme has at most. */
    private static final int PROGRAMME = 500;

    /** So many customers, in programmes of their own with the rules of one seed each. */
    static List<Crowd> many(int count, long seed) {
        return many(count, PROGRAMME, seed, Special.NOTHING);
    }

    static List<Crowd> many(int count, int atMost, long seed, Special special) {
        var crowds = new ArrayList<Crowd>();
        for (int from = 0; from < count; from += atMost) {
            var histories = new Histories(seed + from / atMost, special);
            crowds.add(of(histories, histories.numbers(0, Math.min(atMost, count - from))));
        }
        return crowds;
    }

    /** These customers alone, as far as is told of them. */
    static Crowd of(Histories histories, List<History> some) {
        var facts = new HashMap<String, Facts>();
        some.forEach(history -> facts.put(history.customer(), history.facts()));
        return new Crowd(histories, some, Affiliates.earned(facts, histories.agreements()));
    }

    /** The same without some of the customers. */
    Crowd without(Set<String> customers) {
        return of(
                histories,
                all.stream()
                        .filter(history -> !customers.contains(history.customer()))
                        .toList());
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
        return lines.getOrDefault(history.customer(), List.of()).stream()
                .map(Earned::text)
                .sorted()
                .toList();
    }

    private List<Earned> every() {
        return lines.values().stream().flatMap(List::stream).toList();
    }

    /** What is left of all lines, by invoice and kind. */
    Map<String, Long> left() {
        var left = new TreeMap<String, Long>();
        for (var line : every()) {
            if (line.amount() != line.reversed()) {
                left.put(line.invoice() + " " + line.kind(), line.amount() - line.reversed());
            }
        }
        return left;
    }

    /** What is owed while nothing is paid, as {@code nora USD payable}; without what is 0. */
    Map<String, Long> owed(Instant now) {
        var owed = new TreeMap<String, Long>();
        for (var history : all) {
            var affiliate = history.facts().owner().affiliate();
            for (var line : lines.getOrDefault(history.customer(), List.of())) {
                var part = line.matureAt().isAfter(now) ? " pending" : " payable";
                owed.merge(affiliate + " " + line.currency() + part, line.amount() - line.reversed(), Long::sum);
            }
        }
        owed.values().removeIf(sum -> sum == 0);
        return owed;
    }

    /** What is or was owed, by affiliate and currency. */
    Map<String, Long> earned() {
        var earned = new TreeMap<String, Long>();
        owed(Instant.MIN)
                .forEach((part, sum) -> earned.merge(part.substring(0, part.lastIndexOf(' ')), sum, Long::sum));
        earned.values().removeIf(sum -> sum == 0);
        return earned;
    }
}
