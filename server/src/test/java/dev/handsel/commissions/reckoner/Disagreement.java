package dev.handsel.commissions.reckoner;

import dev.handsel.inbox.events.EventScene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Where the server's books are not those of the rules, and how little must be told for that. */
final class Disagreement {

    private final EventScene scene;
    private final Histories histories;

    private Disagreement(EventScene scene, Histories histories) {
        this.scene = scene;
        this.histories = histories;
    }

    /**
     * Everything that is needed to see the first one again: its seed and number, its events as they were told, and the
     * fewest of them that do, told alone or with other customers of the same affiliate.
     */
    static Optional<String> first(
            EventScene scene, Crowd crowd, List<ObjectNode> told, Map<String, List<String>> books) {
        for (var history : crowd.all()) {
            var found = books.getOrDefault(history.customer(), List.of());
            if (!found.equals(crowd.expected(history))) {
                var here = asTold(told, history);
                return Optional.of("%s%nRules and terms:%n%s%n%s"
                        .formatted(
                                both(here, crowd.expected(history), found),
                                agreements(crowd.histories().agreements()),
                                new Disagreement(scene, crowd.histories()).smallest(here, others(crowd, told, here))));
            }
        }
        return Optional.empty();
    }

    private static History asTold(List<ObjectNode> events, History history) {
        return history.of(events.stream()
                .filter(event -> event.get("id").asString().contains("-" + history.customer() + "-"))
                .distinct()
                .toList());
    }

    private static List<History> others(Crowd crowd, List<ObjectNode> told, History here) {
        return crowd.all().stream()
                .filter(other -> !other.customer().equals(here.customer()))
                .filter(other -> other.facts()
                        .owner()
                        .affiliate()
                        .equals(here.facts().owner().affiliate()))
                .map(other -> asTold(told, other))
                .toList();
    }

    private static String agreements(Agreements agreements) {
        var lines = new ArrayList<Object>(agreements.rules());
        lines.addAll(agreements.terms());
        lines.addAll(agreements.memberships());
        return lines.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    private static String both(History history, List<String> expected, List<String> found) {
        return "%s%nBy the rules:%n%s%nIn the books:%n%s"
                .formatted(history, String.join("\n", expected), String.join("\n", found));
    }

    private String smallest(History told, List<History> others) {
        if (!agrees(List.of(told))) {
            return smallest(List.of(told));
        }
        var all = new ArrayList<>(others);
        all.add(told);
        return agrees(all)
                ? "Told with those of the same affiliate alone, one event a request, the books are right."
                : smallest(fewest(all));
    }

    /** Without as many customers as can be spared; halves of them at first. */
    private List<History> fewest(List<History> all) {
        var fewest = all;
        for (int size = Math.max(1, all.size() / 2); size > 0; size /= 2) {
            for (int from = 0; from < fewest.size(); ) {
                var fewer = new ArrayList<>(fewest);
                fewer.subList(from, Math.min(fewer.size(), from + size)).clear();
                if (agrees(fewer)) {
                    from += size;
                } else {
                    fewest = fewer;
                }
            }
        }
        return fewest;
    }

    private String smallest(List<History> told) {
        var smallest = new ArrayList<>(told);
        for (int customer = 0; customer < smallest.size(); customer++) {
            for (int i = 0; i < smallest.get(customer).events().size(); ) {
                var smaller = new ArrayList<>(smallest);
                smaller.set(customer, smallest.get(customer).without(i));
                if (agrees(smaller)) {
                    i++;
                } else {
                    smallest = smaller;
                }
            }
        }
        var crowd = Crowd.of(histories, smallest);
        var found = found(crowd);
        return "These are enough: "
                + smallest.stream()
                        .map(last -> both(last, crowd.expected(last), found.getOrDefault(last.customer(), List.of())))
                        .collect(Collectors.joining("\n"));
    }

    private boolean agrees(List<History> some) {
        var crowd = Crowd.of(histories, some);
        var found = found(crowd);
        return some.stream()
                .allMatch(history ->
                        found.getOrDefault(history.customer(), List.of()).equals(crowd.expected(history)));
    }

    /** Told to a programme of their own: what others earned may count for them. */
    private Map<String, List<String>> found(Crowd crowd) {
        var books = Books.opened(scene, histories);
        for (var history : crowd.all()) {
            books.tell(history.events(), 1, new Random(0), () -> {});
        }
        return books.lines();
    }
}
