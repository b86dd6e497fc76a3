package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Verdict;
import java.util.Map;
import java.util.TreeMap;

/** Which rules say something of somebody, and how strongly, so that nothing is said twice and nothing taken back that was not said. */
final class Said {

    private static final int STEPS = 10_000;

    /** By rule, type and the other: the action and the score in ten thousandths. */
    final Map<String, String> inForce = new TreeMap<>();

    /** Remembers it; says whether it is news. */
    boolean news(String about, Verdict verdict) {
        var key = verdict.rule().id() + " " + verdict.type().word() + " " + about;
        if (verdict.action() == Action.CLEAR) {
            return inForce.remove(key) != null;
        }
        var now = verdict.action().word() + " " + Math.round(verdict.score() * STEPS);
        return !now.equals(inForce.put(key, now));
    }
}
