package dev.handsel.fraud.verdicts;

import dev.handsel.commissions.restrictions.Restriction.Strength;
import dev.handsel.fraud.identities.Party;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.rules.Verdict;
import dev.handsel.fraud.verdicts.Signal.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All that is said of one subject while it is being changed, and the verdict that follows. Not for several threads. */
final class Dossier {

    private record Key(Rule rule, String other) {

        static Key of(Signal signal) {
            return new Key(signal.verdict().rule(), signal.other());
        }
    }

    /** Something that the audit log is told of a signal. */
    record Deed(String what, Signal signal) {}

    private final Subject subject;
    private final @Nullable Told before;
    private final Map<Key, Signal> stored = new HashMap<>();
    private final Map<Key, Signal> signals = new HashMap<>();
    private final List<Deed> deeds = new ArrayList<>();
    private @Nullable Told told;
    private @Nullable Verdict counted;

    /** What is stored of a subject. */
    Dossier(Subject subject, Collection<Signal> signals, @Nullable Told told) {
        this.subject = subject;
        this.before = told;
        this.told = told;
        signals.forEach(signal -> this.stored.put(Key.of(signal), signal));
        this.signals.putAll(stored);
        strongest().ifPresent(signal -> counted = signal.verdict());
    }

    /** Of the same subject where rules have said nothing yet: what people decided is left of these signals. */
    static Dossier silent(Subject subject, Collection<Signal> signals, Instant at) {
        var left = signals.stream()
                .map(signal -> signal.said() ? signal.silent(at) : signal)
                .filter(signal -> !signal.gone())
                .toList();
        return new Dossier(subject, left, null);
    }

    Subject subject() {
        return subject;
    }

    /** Puts, replaces or takes back what is said; whether that changed anything. */
    boolean put(Judgement judgement, Instant at, Exemptions exemptions) {
        var verdict = judgement.verdict();
        var known = signals.get(new Key(verdict.rule(), judgement.other()));
        if (verdict.action() == Action.CLEAR) {
            return known != null && known.said() && replace(known, known.silent(at));
        }
        if (known == null) {
            var fresh = new Signal(subject, judgement.other(), verdict, true, Standing.OPEN, Map.of(), null, at, at);
            return replace(null, judged(fresh, at, exemptions));
        }
        // What a person confirmed does not get weaker.
        var lasting = known.lasting();
        var now = lasting != null && verdict.action().compareTo(lasting.action()) < 0 ? lasting : verdict;
        if (known.said() && SameVerdict.of(known.verdict(), now)) {
            return false;
        }
        return replace(known, judged(known.saying(now, at), at, exemptions));
    }

    /** What a signal counts for that is said with this evidence. */
    private Signal judged(Signal said, Instant at, Exemptions exemptions) {
        var decided = signals.values().stream()
                .filter(signal -> signal.other().equals(said.other()))
                .toList();
        if (decided.stream().anyMatch(signal -> covers(signal.lasting(), said))) {
            return said.standing(Standing.CONFIRMED, Map.of(), at);
        }
        var dismissed = Grounds.dismissed(decided);
        if (said.confirmed() == null && Grounds.cover(dismissed, said.verdict())) {
            return said.standing(Standing.DISMISSED, dismissed, at);
        }
        if (exemptions.covers(said)) {
            return said.whitelisted(at);
        }
        decided.stream()
                .filter(signal -> signal.standing() == Standing.DISMISSED)
                .filter(signal -> !Key.of(signal).equals(Key.of(said)))
                .forEach(signal -> replace(signal, signal.standing(Standing.OPEN, Map.of(), at)));
        return said.standing(Standing.OPEN, Map.of(), at);
    }

    private static boolean covers(@Nullable Verdict confirmed, Signal said) {
        return confirmed != null && confirmed.action().compareTo(said.verdict().action()) >= 0;
    }

    /** Nothing that is said counts any more: what is whitelisted with it until it is no more, all else for good. */
    boolean dismiss(Instant at, Exemptions whitelisted) {
        return replaceAll(
                Signal::counts,
                signal -> whitelisted.covers(signal)
                        ? signal.standing(Standing.WHITELISTED, Map.of(), at)
                        : signal.standing(Standing.DISMISSED, Grounds.dismissing(signal.verdict()), at));
    }

    /** All that is said counts, also when it is said no more. */
    boolean confirm(Instant at) {
        return replaceAll(
                signal -> signal.said() && signal.standing() != Standing.WHITELISTED,
                signal -> signal.standing(Standing.CONFIRMED, Map.of(), at));
    }

    /** What the whitelist says is asked again. */
    boolean reconsider(Instant at, Exemptions exemptions) {
        return replaceAll(
                signal -> exemptions.covers(signal) ? signal.waits() : signal.standing() == Standing.WHITELISTED,
                signal -> signal.waits() ? signal.whitelisted(at) : signal.standing(Standing.OPEN, Map.of(), at));
    }

    private boolean replaceAll(Predicate<Signal> which, UnaryOperator<Signal> change) {
        var found = signals.values().stream().filter(which).toList();
        found.forEach(signal -> replace(signal, change.apply(signal)));
        return !found.isEmpty();
    }

    private boolean replace(@Nullable Signal known, Signal signal) {
        if (signal.gone()) {
            signals.remove(Key.of(signal));
        } else {
            signals.put(Key.of(signal), signal);
        }
        deed(known, signal).ifPresent(what -> deeds.add(new Deed(what, signal)));
        return true;
    }

    private static Optional<String> deed(@Nullable Signal known, Signal signal) {
        if (known == null || (!known.said() && signal.said())) {
            return Optional.of("raised");
        }
        if (!signal.said()) {
            return known.said() ? Optional.of("cleared") : Optional.empty();
        }
        boolean same = known.standing() == signal.standing()
                && known.verdict().action() == signal.verdict().action()
                && known.verdict().version() == signal.verdict().version()
                && Grounds.of(known.verdict()).equals(Grounds.of(signal.verdict()));
        return same ? Optional.empty() : Optional.of("changed");
    }

    private Optional<Signal> strongest() {
        return signals.values().stream().filter(Signal::counts).max(Signal.STRENGTH);
    }

    /** The verdict that counts from this instant on, where it is another one; {@code seq} is for the caller to give. */
    Optional<VerdictChange> tell(Instant at) {
        var strongest = strongest().map(Signal::verdict).orElse(null);
        if (strongest == null) {
            var last = counted;
            var was = told;
            told = null;
            counted = null;
            return was == null
                    ? Optional.empty()
                    : Optional.of(change(at, cleared(Objects.requireNonNull(last)), false));
        }
        counted = strongest;
        boolean all = stopsAll();
        if (told != null && told.action() == strongest.action() && told.stopsAll() == all) {
            return Optional.empty();
        }
        told = new Told(strongest.action(), all, 0, at, strength(strongest.action(), all), null);
        return Optional.of(change(at, strongest, all));
    }

    private VerdictChange change(Instant at, Verdict verdict, boolean all) {
        return new VerdictChange(0, at, subject, verdict, all);
    }

    private static Verdict cleared(Verdict last) {
        return new Verdict(last.rule(), last.version(), last.type(), Action.CLEAR, 0, last.evidence());
    }

    private boolean stopsAll() {
        return subject.kind() == Subject.Kind.AFFILIATE
                && signals.values().stream()
                        .filter(Signal::counts)
                        .map(Signal::verdict)
                        .anyMatch(verdict ->
                                verdict.rule().stopsAll() && verdict.action().compareTo(Action.HOLD) >= 0);
    }

    private @Nullable Strength strength(Action action, boolean all) {
        return switch (subject.kind()) {
            case AFFILIATE -> all ? Strength.HOLD : null;
            case ACCOUNT ->
                switch (subject.party()) {
                    case Party.Affiliate _ -> null;
                    case Party.Customer _ ->
                        switch (action) {
                            case CLEAR, FLAG -> null;
                            case HOLD -> Strength.HOLD;
                            case BLOCK -> Strength.BLOCK;
                        };
                };
        };
    }

    /** What counts most, with its evidence; null where nothing does. */
    @Nullable Verdict counted() {
        return counted;
    }

    /** The verdict as it was told last before any of this. */
    @Nullable Told before() {
        return before;
    }

    /** The verdict as it is told now. */
    @Nullable Told told() {
        return told;
    }

    void told(Told is) {
        told = is;
    }

    /**
     * Closes it: what is told got this number. A verdict that restricts as before goes on with the restriction of before.
     *
     * @param seq of the last change of its verdict; null where it did not change
     */
    void numbered(@Nullable Long seq) {
        if (seq == null || told == null) {
            return;
        }
        var going = before != null && before.strength() == told.strength() ? before.restriction() : null;
        told = new Told(told.action(), told.stopsAll(), seq, told.since(), told.strength(), going);
    }

    List<Deed> deeds() {
        return deeds;
    }

    /** All that is to be kept. */
    List<Signal> signals() {
        return List.copyOf(signals.values());
    }

    /** Signals that are not stored as they are now. */
    List<Signal> written() {
        return signals.values().stream()
                .filter(signal -> !signal.equals(stored.get(Key.of(signal))))
                .toList();
    }

    /** Signals that are stored and are to be kept no more. */
    List<Signal> forgotten() {
        return stored.values().stream()
                .filter(signal -> !signals.containsKey(Key.of(signal)))
                .toList();
    }
}
