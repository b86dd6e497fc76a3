package dev.handsel.commissions.reckoner;

import dev.handsel.inbox.events.EventScene;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Where the server's books are not those of the rules, and how little must be told for that. */
final class Disagreement {

    private final Books books;
    private final List<RuleSet> rules;
    private int tried;

    private Disagreement(Books books, List<RuleSet> rules) {
        this.books = books;
        this.rules = rules;
    }

    /** Everything that is needed to see it again: the fewest events that do, where it does so alone. */
    static String report(EventScene scene, Histories histories, History told, List<String> found) {
        var alone = new Disagreement(Books.opened(scene, histories), histories.rules());
        var smallest = alone.smallest(told);
        return """
                %s
                by the rules:
                %s
                in the books:
                %s
                of %s
                %s""".formatted(
                        told,
                        String.join("\n", expected(told, histories.rules())),
                        String.join("\n", found),
                        rulesText(histories),
                        smallest);
    }

    static List<String> expected(History history, List<RuleSet> rules) {
        return Reckoner.earned(history.facts(), rules).stream()
                .map(Earned::text)
                .sorted()
                .toList();
    }

    private static String rulesText(Histories histories) {
        return histories.rules().stream().map(RuleSet::toString).collect(Collectors.joining("\n"));
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
        return "These are enough:%n%s%nby the rules:%n%s%nin the books:%n%s"
                .formatted(
                        smallest,
                        String.join("\n", expected(smallest, rules)),
                        String.join("\n", found(smallest.renamed("last"))));
    }

    private boolean agrees(History history) {
        var somebody = history.renamed("try" + ++tried);
        return found(somebody).equals(expected(somebody, rules));
    }

    private List<String> found(History history) {
        books.tell(history.events(), 1, new Random(0), () -> {});
        return books.lines().getOrDefault(history.customer(), List.of());
    }
}
