package dev.handsel.fraud.verdicts;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import com.google.common.collect.Lists;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.restrictions.Restricted;
import dev.handsel.commissions.restrictions.Restriction.Strength;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What would count of somebody if rules said something else, and people had decided what they have. Nothing is written. */
@Service
public class Suppositions {

    private static final int AT_ONCE = 500;

    private final SignalStore signals;
    private final VerdictStore verdicts;
    private final WhitelistStore whitelist;
    private final Restrictable people;

    Suppositions(SignalStore signals, VerdictStore verdicts, WhitelistStore whitelist, Restrictable people) {
        this.signals = signals;
        this.verdicts = verdicts;
        this.whitelist = whitelist;
        this.people = people;
    }

    /**
     * What counts of a subject.
     *
     * @param verdict the strongest; null where nothing counts
     * @param stopsAll of an affiliate: whether all that they earn is held
     * @param strength how it restricts whom it is about where verdicts restrict anybody; null where it does not
     * @param restriction the key of the restriction that stands because of it
     */
    public record Counted(
            @Nullable Verdict verdict,
            boolean stopsAll,
            @Nullable Strength strength,
            @Nullable String restriction) {

        /** {@link Action#CLEAR} where nothing counts. */
        public Action action() {
            return verdict == null ? Action.CLEAR : verdict.action();
        }

        private boolean isAs(Counted other) {
            return action() == other.action() && stopsAll == other.stopsAll;
        }
    }

    /**
     * A subject of whom something else would count.
     *
     * @param whom who would be restricted, as far as they are there
     */
    public record Supposed(Subject subject, Counted now, Counted then, Optional<Restricted> whom) {}

    /**
     * Of whom something else would count if this was all that rules say, in the order of the subjects. What was dismissed and confirmed, and
     * the whitelist, count as they do when something is said the next time; a few statements for each 500 subjects.
     *
     * @param said the last in its order is the newest
     * @param at by the clock of the programme
     */
    public List<Supposed> differences(ProgramId program, Collection<Judgement> said, Instant at) {
        var bySubject = said.stream().collect(groupingBy(Judgement::subject));
        var subjects = new HashSet<>(signals.subjects(program));
        subjects.addAll(bySubject.keySet());
        var found = new ArrayList<Supposed>();
        for (var some : Lists.partition(subjects.stream().sorted().toList(), AT_ONCE)) {
            found.addAll(differences(program, some, bySubject, at));
        }
        return found;
    }

    private List<Supposed> differences(
            ProgramId program, List<Subject> subjects, Map<Subject, List<Judgement>> said, Instant at) {
        var kept = signals.of(program, subjects);
        var told = verdicts.of(program, subjects);
        var named = subjects.stream()
                .flatMap(subject -> said.getOrDefault(subject, List.of()).stream())
                .toList();
        var exemptions = exemptions(program, named);
        var different = new ArrayList<Supposed>();
        for (var subject : subjects) {
            var signalsOf = kept.getOrDefault(subject, List.of());
            var now = counted(new Dossier(subject, signalsOf, told.get(subject)));
            var supposed = Dossier.silent(subject, signalsOf, at);
            said.getOrDefault(subject, List.of()).forEach(judgement -> supposed.put(judgement, at, exemptions));
            var _ = supposed.tell(at);
            var then = counted(supposed);
            if (!then.isAs(now)) {
                different.add(new Supposed(subject, now, then, Optional.empty()));
            }
        }
        var whom = people.of(program, different.stream().map(Supposed::subject).collect(toSet()));
        return different.stream()
                .map(one -> new Supposed(
                        one.subject(), one.now(), one.then(), Optional.ofNullable(whom.get(one.subject()))))
                .toList();
    }

    private static Counted counted(Dossier dossier) {
        var told = dossier.told();
        return told == null
                ? new Counted(null, false, null, null)
                : new Counted(
                        Objects.requireNonNull(dossier.counted()),
                        told.stopsAll(),
                        told.strength(),
                        told.restriction());
    }

    private Exemptions exemptions(ProgramId program, List<Judgement> judgements) {
        var accounts = judgements.stream()
                .flatMap(judgement -> Stream.of(judgement.subject().account(), judgement.other()))
                .filter(account -> !account.isEmpty())
                .collect(toSet());
        return accounts.isEmpty() ? Exemptions.NONE : whitelist.about(program, accounts);
    }
}
