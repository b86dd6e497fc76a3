package dev.handsel.fraud.rules;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.handsel.base.refusal.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a programme has set of the parameters of its rules; what it has not stands at its standard. In JSON an object with a member
 * for each that is set: {@code {"hold_at": 0.8}}.
 */
public final class Parameters {

    /** Every parameter at its standard. */
    public static final Parameters STANDARD = new Parameters(Map.of());

    /** Of two parameters the first may not be greater than the second. */
    private static final List<List<Parameter>> ORDER = List.of(
            List.of(Parameter.FLAG_AT, Parameter.HOLD_AT),
            List.of(Parameter.HOLD_AT, Parameter.BLOCK_AT),
            List.of(Parameter.DEVICE_SOME, Parameter.DEVICE_MOST),
            List.of(Parameter.FINGERPRINT_SOME, Parameter.FINGERPRINT_MOST),
            List.of(Parameter.ADDRESS_SOME, Parameter.ADDRESS_MOST),
            List.of(Parameter.TRAIN_OFTEN_SHARE, Parameter.TRAIN_ALWAYS_SHARE),
            List.of(Parameter.INSTANT_HOLDING, Parameter.BRIEF_HOLDING),
            List.of(Parameter.OPENED_APART_LEAST, Parameter.OPENED_APART_MOST),
            List.of(Parameter.CLOSED_APART_LEAST, Parameter.CLOSED_APART_MOST),
            List.of(Parameter.QUICK_FROM, Parameter.QUICK_UNTIL));

    private final Map<String, Double> set;
    private final Map<Parameter, Double> values = new EnumMap<>(Parameter.class);
    private final Map<Rule, Map<String, Double>> thresholds = new EnumMap<>(Rule.class);

    private Parameters(Map<String, Double> set) {
        this.set = Collections.unmodifiableMap(new TreeMap<>(set));
        for (var parameter : Parameter.values()) {
            values.put(parameter, set.getOrDefault(parameter.word(), parameter.standard()));
        }
        for (var rule : Rule.values()) {
            var all = new LinkedHashMap<String, Double>();
            rule.thresholds().forEach(parameter -> all.put(parameter.word(), of(parameter)));
            thresholds.put(rule, Collections.unmodifiableMap(all));
        }
    }

    /** Reads what is set; refuses with {@link IllegalArgumentException} that tells every fault, see {@link #faults}. */
    @JsonCreator
    public static Parameters read(Map<String, Double> set) {
        var faults = faults(set);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join(
                    "; ",
                    faults.stream().map(f -> f.pointer() + ": " + f.message()).toList()));
        }
        return new Parameters(set);
    }

    /** What is wrong with such an object, if anything, each with a pointer into it. */
    public static List<Fault> faults(Map<String, Double> set) {
        var faults = new ArrayList<Fault>();
        var read = new EnumMap<Parameter, Double>(Parameter.class);
        for (var word : new TreeSet<>(set.keySet())) {
            var value = set.get(word);
            var known = named(word);
            if (known.isEmpty()) {
                faults.add(new Fault(pointer(word), "unknown_member", "There is no such parameter."));
            } else if (value == null || !known.getFirst().unit().takes(value)) {
                faults.add(new Fault(
                        "/" + word, "out_of_range", known.getFirst().unit().expected() + "."));
            } else {
                read.put(known.getFirst(), value);
            }
        }
        ORDER.stream()
                .filter(pair -> value(read, pair.getFirst()) > value(read, pair.getLast()))
                .map(pair -> new Fault(
                        "/" + pair.getFirst().word(),
                        "out_of_range",
                        "Expected no more than " + pair.getLast().word() + "."))
                .forEach(faults::add);
        return faults;
    }

    private static String pointer(String member) {
        return "/" + member.replace("~", "~0").replace("/", "~1");
    }

    private static List<Parameter> named(String word) {
        return List.of(Parameter.values()).stream()
                .filter(parameter -> parameter.word().equals(word))
                .toList();
    }

    private static double value(Map<Parameter, Double> read, Parameter parameter) {
        return read.getOrDefault(parameter, parameter.standard());
    }

    /** What is set, by its words; what {@link #read} takes. */
    @JsonValue
    public Map<String, Double> set() {
        return set;
    }

    /** The value in force. */
    public double of(Parameter parameter) {
        return value(values, parameter);
    }

    /** A whole number in force. */
    public int count(Parameter parameter) {
        return (int) of(parameter);
    }

    /** A length of time in force. */
    public Duration time(Parameter parameter) {
        return Duration.ofSeconds((long) of(parameter));
    }

    /** The thresholds of a rule that are in force, by the words of their parameters. */
    public Map<String, Double> of(Rule rule) {
        return thresholds.getOrDefault(rule, Map.of());
    }
}
