package dev.handsel.commissions.reckoner;

import dev.handsel.inbox.events.EventScene;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Where the server's books are not those of the rules, and how little must be told for that. */
final class Disagreement {

    private final Crowd alone;
    private final Books books;
    private int tried;

    private Disagreement(Crowd crowd, Books books) {
        this.alone = crowd;
        this.books = books;
    }

    /**
     * Everything that is needed to see the first one again: its seed and number, its events as they were told, and the
     * fewest of them that do, where it does so alone.
     */
    static Optional<String> first(
            EventScene scene, Crowd crowd, List<ObjectNode> told, Map<String, List<String>> books) {
        for (var history : crowd.all()) {
            var found = books.getOrDefault(history.customer(), List.of());
            if (!found.equals(crowd.expected(history))) {
                var here = history.of(asTold(told, history));
                var again = new Disagreement(crowd, Books.opened(scene, crowd.histories()));
                return Optional.of(
                        "%s%nRules:%n%s%n%s".formatted(again.both(here, found), rules(crowd), again.smallest(here)));
            }
        }
        return Optional.empty();
    }

    private static List<ObjectNode> asTold(List<ObjectNode> events, History history) {
        return events.stream()
                .filter(event -> event.get("id").asString().contains("-" + history.customer() + "-"))
                .distinct()
                .toList();
    }

    private static String rules(Crowd crowd) {
        return crowd.histories().rules().stream().map(RuleSet::toString).collect(Collectors.joining("\n"));
    }

    private String both(History history, List<String> found) {
        return "%s%nBy the rules:%n%s%nIn the books:%n%s"
                .formatted(history, String.join("\n", alone.expected(history)), String.join("\n", found));
    }

    private String smallest(History told) {
        if (agrees(told)) {
            return "Told alone, one event a request, the books are right.";
        }
        var smallest = told;
        for (int i = 0; i < smallest.events().size(); ) {
            var smaller = smallest.without(i);
            if (agrees(smaller)) {
                i++;
            } else {
                smallest = smaller;
            }
        }
        var last = smallest.renamed("last");
        return "These are enough: " + both(last, found(last));
    }

    private boolean agrees(History history) {
        var somebody = history.renamed("try" + ++tried);
        return found(somebody).equals(alone.expected(somebody));
    }

    private List<String> found(History history) {
        books.tell(history.events(), 1, new Random(0), () -> {});
        return books.lines().getOrDefault(history.customer(), List.of());
    }
}
