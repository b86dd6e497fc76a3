package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Verdict;
import java.util.Map;
import java.util.TreeMap;

/** Which rules say something of somebody, and how strongly, so that nothing is said twice and nothing taken back that was not said. */
final class Said {

    private static final int STEPS = 10_000;

    /** By rule, type and the other: the action and the score in ten thousandths. */
    final Map<String, Integer> inForce = new TreeMap<>();

    /** Remembers it; says whether it is news. */
    boolean news(String about, Verdict verdict) {
        var key = verdict.rule().id() + " " + verdict.type().ordinal() + " " + about;
        if (verdict.action() == Action.CLEAR) {
            return inForce.remove(key) != null;
        }
        int now = verdict.action().ordinal() * (STEPS + 1) + (int) Math.round(verdict.score() * STEPS);
        var before = inForce.put(key, now);
        return before == null || before != now;
    }

    /** Whether a rule says something because of nobody else. */
    boolean says(String rule) {
        return inForce.keySet().stream().anyMatch(key -> key.startsWith(rule + " "));
    }
}
