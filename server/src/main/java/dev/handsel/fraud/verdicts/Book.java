package dev.handsel.fraud.verdicts;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The dossiers of a transaction, and how their verdicts change in it. Not for several threads. */
final class Book {

    private final Map<Subject, Dossier> dossiers = new HashMap<>();
    private final TreeSet<Subject> touched = new TreeSet<>();
    private final List<VerdictChange> changes = new ArrayList<>();

    Book(Collection<Dossier> stored) {
        stored.forEach(dossier -> dossiers.put(dossier.subject(), dossier));
    }

    /** Takes in a moment; what changes by it is told in the order of the subjects, whatever the order is in which they come. */
    void take(Moment moment, Exemptions exemptions) {
        var now = new TreeSet<Subject>();
        for (var judgement : moment.judgements()) {
            var about = judgement.subject();
            if (of(about).put(judgement, moment.at(), exemptions)) {
                now.add(about);
            }
        }
        tell(now, moment.at());
    }

    /** Does the same to all; what changes by it is told. */
    void each(Instant at, Predicate<Dossier> deed) {
        var now = new TreeSet<Subject>();
        dossiers.values().stream().filter(deed).map(Dossier::subject).forEach(now::add);
        tell(now, at);
    }

    /** All accounts that are named by what is said. */
    Set<String> accounts() {
        return dossiers.values().stream()
                .flatMap(dossier -> dossier.signals().stream())
                .flatMap(signal ->
                        Stream.concat(Stream.of(signal.subject().account()), Others.of(signal.other()).stream()))
                .collect(toUnmodifiableSet());
    }

    private Dossier of(Subject subject) {
        return dossiers.computeIfAbsent(subject, absent -> new Dossier(absent, List.of(), null));
    }

    private void tell(Collection<Subject> now, Instant at) {
        touched.addAll(now);
        now.forEach(subject -> of(subject).tell(at).ifPresent(changes::add));
    }

    /** The dossiers in which anything is not as it was, in the order of their subjects. */
    List<Dossier> touched() {
        return touched.stream()
                .map(subject -> Objects.requireNonNull(dossiers.get(subject)))
                .toList();
    }

    /** The changes of verdicts, in their order. */
    List<VerdictChange> changes() {
        return changes;
    }
}
