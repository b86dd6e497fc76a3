package dev.handsel.fraud.model;

import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.FraudType;
import dev.handsel.fraud.rules.Verdict;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Signals in force per subject and type; the verdict is the strongest of them. */
final class VerdictBook {

    private final Map<Subject, Map<String, Verdict>> inForce = new LinkedHashMap<>();
    private final Map<Subject, Verdict> told = new LinkedHashMap<>();
    private final Set<Subject> touched = new LinkedHashSet<>();
    private final Alerts alerts;

    /** Whom a verdict is about, and in what respect. */
    record Subject(String kind, String id, FraudType type) {}

    VerdictBook(Alerts alerts) {
        this.alerts = alerts;
    }

    /** Puts, replaces or (action clear) takes back what a rule says of a subject because of another. */
    void put(String kind, Account about, String other, Verdict verdict) {
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
