package dev.handsel.fraud.rules;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How likely it is that two accounts are one person: by each family, 1 less the product of what its facts leave, up to its cap; and
 * of the families the same.
 *
 * @param families those that say something
 * @param decisive whether a fact decides by itself
 * @param facts all that was looked at, by name
 * @param weights what each fact that speaks for it weighed
 */
public record PairScore(
        Map<Family, Double> families, boolean decisive, Map<String, Object> facts, Map<String, Double> weights) {

    /** What one family says, 0 for nothing. */
    public double of(Family family) {
        return families.getOrDefault(family, 0.0);
    }

    /** The probability by all families. */
    public double probability() {
        double rest = 1;
        for (var family : Family.values()) {
            rest *= 1 - of(family);
        }
        return 1 - rest;
    }

    /** Families that say so much at least, behaviour apart. */
    int families(double atLeast) {
        return (int) families.entrySet().stream()
                .filter(said -> said.getKey() != Family.BEHAVIOUR && said.getValue() >= atLeast)
                .count();
    }

    Evidence under(Rule rule, Parameters parameters) {
        var all = new LinkedHashMap<>(facts);
        all.put("probability", probability());
        families.forEach((family, said) -> all.put("family_" + family.word(), said));
        return new Evidence(all, weights, parameters.of(rule));
    }

    /** A score that is being made up. */
    static final class Weighing {

        private static final double MOST = 0.99;

        private final Map<Family, Double> left = new EnumMap<>(Family.class);
        private final Map<Family, Double> caps;
        private final Map<String, Object> facts = new LinkedHashMap<>();
        private final Map<String, Double> weights = new LinkedHashMap<>();

        Weighing(Map<Family, Double> caps) {
            this.caps = caps;
        }

        /** A fact that is looked at, and what it weighs: 0 if it does not speak for it. */
        void add(Family family, String fact, Object value, double weight) {
            facts.put(fact, value);
            if (weight > 0) {
                left.merge(family, 1 - weight, (a, b) -> a * b);
                weights.put(fact, weight);
            }
        }

        /** A fact that only says how others are to be read. */
        void note(String fact, Object value) {
            facts.put(fact, value);
        }

        double of(Family family) {
            var rest = left.get(family);
            return rest == null ? 0 : Math.min(caps.getOrDefault(family, MOST), 1 - rest);
        }

        PairScore done(boolean decisive) {
            var said = new EnumMap<Family, Double>(Family.class);
            left.keySet().forEach(family -> said.put(family, of(family)));
            return new PairScore(Collections.unmodifiableMap(said), decisive, facts, weights);
        }
    }
}
