package dev.handsel.fraud.cases;

import static java.util.stream.Collectors.joining;

import dev.handsel.base.digest.Sha256;
import dev.handsel.fraud.identities.Party;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.verdicts.Signal;
import dev.handsel.fraud.verdicts.Subject;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What a case has to know of a subject.
 *
 * @param action the strongest that counts
 * @param rules the ids of those that say something, or did and were confirmed
 * @param waits whether something is said that nobody has decided
 * @param holds whether what counts holds or blocks somebody, where verdicts do so at all
 * @param print of what is said and counts for what; of two, one is a change of the other where they differ
 */
record Digest(Subject subject, Action action, List<String> rules, boolean waits, boolean holds, String print) {

    static Digest of(Subject subject, Collection<Signal> signals) {
        var alive = signals.stream()
                .filter(signal -> signal.said() || signal.counts())
                .toList();
        var action = alive.stream()
                .filter(Signal::counts)
                .map(signal -> signal.verdict().action())
                .max(Comparator.naturalOrder())
                .orElse(Action.CLEAR);
        var rules = alive.stream()
                .map(signal -> signal.verdict().rule().id())
                .distinct()
                .sorted()
                .toList();
        var text = alive.stream()
                .map(signal -> String.join(
                        "\n",
                        signal.verdict().rule().id(),
                        signal.other(),
                        signal.verdict().action().word(),
                        signal.standing().word(),
                        String.valueOf(signal.said())))
                .sorted()
                .collect(joining("\n\n"));
        return new Digest(
                subject,
                action,
                rules,
                alive.stream().anyMatch(Signal::waits),
                alive.stream().filter(Signal::counts).anyMatch(Digest::holds),
                Sha256.hex(text));
    }

    /** Of customers all that is said; of affiliates what stops all that they earn. */
    private static boolean holds(Signal signal) {
        var said = signal.verdict();
        return said.action().compareTo(Action.HOLD) >= 0
                && switch (signal.subject().kind()) {
                    case ACCOUNT -> signal.subject().party() instanceof Party.Customer;
                    case AFFILIATE -> said.rule().stopsAll();
                };
    }

    /** Whether there has to be a case because of it. */
    boolean counts() {
        return action != Action.CLEAR;
    }
}
