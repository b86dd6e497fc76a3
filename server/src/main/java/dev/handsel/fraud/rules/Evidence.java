package dev.handsel.fraud.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that a rule went by, so that a person can follow it: every number that it looked at, what each weighed, and the thresholds in
 * force. Times are in seconds, shares and probabilities from 0 to 1.
 *
 * @param facts by name; a value is a number or a boolean
 * @param weights what each fact that speaks for it weighed, by its name
 * @param thresholds by the words of the parameters
 */
public record Evidence(Map<String, Object> facts, Map<String, Double> weights, Map<String, Double> thresholds) {

    /** What goes with a rule that says nothing. */
    static final Evidence NONE = new Evidence(Map.of(), Map.of(), Map.of());

    public Evidence {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
    }

    /** Facts alone, in the order in which they are added, under the thresholds of a rule. */
    static Collecting under(Rule rule, Parameters parameters) {
        return new Collecting(parameters.of(rule));
    }

    /** Evidence that is being collected. */
    static final class Collecting {

        private final Map<String, Object> facts = new LinkedHashMap<>();
        private final Map<String, Double> thresholds;

        private Collecting(Map<String, Double> thresholds) {
            this.thresholds = thresholds;
        }

        Collecting fact(String name, Number value) {
            facts.put(name, value);
            return this;
        }

        Evidence done() {
            return new Evidence(facts, Map.of(), thresholds);
        }
    }
}
