package dev.handsel.fraud.cases;

import static java.util.Comparator.comparing;

import dev.handsel.base.ids.CaseId;
import dev.handsel.fraud.verdicts.Signal;
import dev.handsel.fraud.verdicts.Subject;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.fraud.verdicts.Verdicts.Strongest;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is said of those whom a case is of. */
@Component
class CaseSignals {

    private static final Comparator<Signal> STRONGEST_FIRST = comparing(Signal::counts)
            .thenComparing(signal -> signal.verdict().action())
            .thenComparingDouble(signal -> signal.verdict().score())
            .reversed()
            .thenComparing(Signal::subject)
            .thenComparing(signal -> signal.verdict().rule())
            .thenComparing(Signal::other);

    private final SubjectStore subjects;
    private final Verdicts verdicts;

    CaseSignals(SubjectStore subjects, Verdicts verdicts) {
        this.subjects = subjects;
        this.verdicts = verdicts;
    }

    List<Subject> subjects(CaseId id) {
        return subjects.of(id);
    }

    /** About whom a decision is: those who wait for one, or all where nobody does. */
    List<Subject> undecided(CaseId id) {
        var waiting = subjects.waiting(id);
        return waiting.isEmpty() ? subjects.of(id) : waiting;
    }

    /** What is said or counts, the strongest first, so much of it at most. */
    Strongest strongest(FraudCase found, Collection<Subject> about, int most) {
        return verdicts.strongest(found.program(), about, most);
    }

    /** All that is said or counts, the strongest first. */
    List<Signal> of(FraudCase found, Collection<Subject> about) {
        return verdicts.signals(found.program(), about).values().stream()
                .flatMap(List::stream)
                .filter(signal -> signal.said() || signal.counts())
                .sorted(STRONGEST_FIRST)
                .toList();
    }
}
