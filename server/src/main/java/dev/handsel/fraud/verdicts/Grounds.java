package dev.handsel.fraud.verdicts;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Family;
import dev.handsel.fraud.rules.Parameter;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.fraud.rules.Verdict;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** By what kinds of evidence something is said: families that weigh enough, or the rule where it knows no families. */
final class Grounds {

    private static final String FAMILY = "family_";

    private Grounds() {}

    static Set<String> of(Verdict verdict) {
        var families = families(verdict);
        return families.isEmpty()
                ? Set.of(verdict.rule().id())
                : families.stream().map(Family::word).collect(Collectors.toUnmodifiableSet());
    }

    /** What dismissing this dismisses: each kind of evidence, up to what is said by it. */
    static Map<String, Action> dismissing(Verdict verdict) {
        return of(verdict).stream().collect(toUnmodifiableMap(kind -> kind, _ -> verdict.action()));
    }

    /** All that was dismissed of these, each kind of evidence up to the strongest. */
    static Map<String, Action> dismissed(Collection<Signal> signals) {
        return signals.stream()
                .flatMap(signal -> signal.grounds().entrySet().stream())
                .collect(toUnmodifiableMap(
                        Map.Entry::getKey,
                        Map.Entry::getValue,
                        (one, other) -> one.compareTo(other) < 0 ? other : one));
    }

    /** Whether a verdict is said by nothing but what was dismissed, and is not stronger. */
    static boolean cover(Map<String, Action> dismissed, Verdict verdict) {
        return of(verdict).stream()
                .allMatch(kind -> dismissed.getOrDefault(kind, Action.CLEAR).compareTo(verdict.action()) >= 0);
    }

    /** The families that weigh so much that they count, behaviour apart. */
    static Set<Family> families(Verdict verdict) {
        double least = Objects.requireNonNullElse(
                verdict.evidence().thresholds().get(Parameter.FAMILY_AT.word()),
                Parameters.STANDARD.of(Parameter.FAMILY_AT));
        return Arrays.stream(Family.values())
                .filter(family -> family != Family.BEHAVIOUR)
                .filter(family -> verdict.evidence().facts().get(FAMILY + family.word()) instanceof Number said
                        && said.doubleValue() >= least)
                .collect(Collectors.toUnmodifiableSet());
    }
}
