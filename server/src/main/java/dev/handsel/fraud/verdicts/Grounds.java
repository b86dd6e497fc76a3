package dev.handsel.fraud.verdicts;

import dev.handsel.fraud.rules.Family;
import dev.handsel.fraud.rules.Parameter;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.fraud.rules.Verdict;
import java.util.Arrays;
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
