package dev.handsel.fraud.model;

import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.FraudType;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.rules.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Signals in force per subject and type; the verdict is the strongest of them. */
final class VerdictBook {

    private final Map<Subject, Map<String, Verdict>> inForce = new LinkedHashMap<>();
    private final Map<Subject, Verdict> told = new LinkedHashMap<>();
    private final Set<Subject> touched = new LinkedHashSet<>();
    private final Alerts alerts;
    private final Set<Rule> without;
    private final List<VerdictBook> copies = new ArrayList<>();

    /** Whom a verdict is about, and in what respect. */
    record Subject(String kind, String id, FraudType type) {}

    VerdictBook(Alerts alerts) {
        this(alerts, Set.of());
    }

    /** As if some rules were not there. */
    VerdictBook(Alerts alerts, Set<Rule> without) {
        this.alerts = alerts;
        this.without = without;
    }

    /** All that is said here is said there too. */
    void copyTo(VerdictBook other) {
        copies.add(other);
    }

    /** Puts, replaces or (action clear) takes back what a rule says of a subject because of another. */
    void put(String kind, Account about, String other, Verdict verdict) {
        copies.forEach(copy -> copy.put(kind, about, other, verdict));
        if (without.contains(verdict.rule())) {
            return;
        }
        var subject = new Subject(kind, about.id, verdict.type());
        var key = verdict.rule().id() + "|" + other;
        if (verdict.action() == Action.CLEAR) {
            var signals = inForce.get(subject);
            if (signals == null || signals.remove(key) == null) {
                return;
            }
        } else {
            inForce.computeIfAbsent(subject, s -> new TreeMap<>()).put(key, verdict);
        }
        touched.add(subject);
    }

    /** Tells what changed once everything of an instant has been evaluated. */
    void flush(long at) {
        copies.forEach(copy -> copy.flush(at));
        for (var subject : touched) {
            var strongest = inForce.getOrDefault(subject, Map.of()).values().stream()
                    .max(Comparator.comparing(Verdict::action)
                            .thenComparingDouble(Verdict::score)
                            .thenComparing(Verdict::rule))
                    .orElse(null);
            var before = told.get(subject);
            if (strongest == null) {
                if (before != null) {
                    told.remove(subject);
                    alerts.write(
                            at,
                            subject,
                            new Verdict(
                                    before.rule(),
                                    before.version(),
                                    subject.type(),
                                    Action.CLEAR,
                                    0,
                                    before.evidence()));
                }
            } else if (before == null || before.action() != strongest.action()) {
                told.put(subject, strongest);
                alerts.write(at, subject, strongest);
            }
        }
        touched.clear();
    }
}
