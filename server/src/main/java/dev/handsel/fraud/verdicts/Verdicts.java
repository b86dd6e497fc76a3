package dev.handsel.fraud.verdicts;

import static java.util.stream.Collectors.toSet;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.restrictions.Restrictions;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Verdict;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What rules say of accounts and affiliates, and the verdict of each that counts: the strongest of all that is said, by action, then
 * score, then rule. What it changes for money is changed with it, and the audit log is told.
 */
@Service
public class Verdicts {

    private static final String ACTOR = "system";

    private final Records records;
    private final SignalStore signals;
    private final VerdictStore verdicts;
    private final WhitelistStore whitelist;

    Verdicts(Records records, SignalStore signals, VerdictStore verdicts, WhitelistStore whitelist) {
        this.records = records;
        this.signals = signals;
        this.verdicts = verdicts;
        this.whitelist = whitelist;
    }

    /**
     * Takes in what was judged, the moments in their order. What is said already changes nothing. A verdict that is another one
     * once all of a moment is known is written as a change at that moment, and what of all this restricts somebody follows, at
     * once for all moments ({@link Restrictions#change} says when that may be called). Whom a verdict restricts who was not
     * there, and is now, is restricted as well, so it is to be called with no moments too after customers came.
     *
     * <p>Of one programme by one caller at a time, who has {@code Locks.followedEvents} of it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(ProgramId program, List<Moment> moments) {
        var judgements =
                moments.stream().flatMap(moment -> moment.judgements().stream()).toList();
        var book = records.open(
                program, judgements.stream().map(Judgement::subject).collect(toSet()));
        var exemptions = exemptions(program, judgements);
        moments.forEach(moment -> book.take(moment, exemptions));
        var now = moments.isEmpty() ? Instant.EPOCH : moments.getLast().at();
        records.close(program, book, now, ACTOR);
    }

    /**
     * Rules say nothing of an account any more, nor of others because of it, alone or with another; what people confirmed stays. May be called where {@link
     * #take} may.
     *
     * @param at by the clock of the programme
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(ProgramId program, String account, Instant at) {
        var concerned = signals.of(program, signals.concerning(program, Set.of(account)));
        var cleared = concerned.values().stream()
                .flatMap(List::stream)
                .filter(Signal::said)
                .filter(signal -> signal.names(account))
                .map(Verdicts::cleared)
                .toList();
        if (!cleared.isEmpty()) {
            take(program, List.of(new Moment(at, cleared)));
        }
    }

    private static Judgement cleared(Signal signal) {
        var said = signal.verdict();
        return new Judgement(
                signal.subject(),
                signal.other(),
                new Verdict(said.rule(), said.version(), said.type(), Action.CLEAR, 0, said.evidence()));
    }

    private Exemptions exemptions(ProgramId program, List<Judgement> judgements) {
        var accounts = judgements.stream()
                .filter(judgement -> judgement.verdict().action() != Action.CLEAR)
                .flatMap(judgement ->
                        Stream.concat(Stream.of(judgement.subject().account()), Others.of(judgement.other()).stream()))
                .collect(toSet());
        return accounts.isEmpty() ? Exemptions.NONE : whitelist.about(program, accounts);
    }

    /** Changes of verdicts after a number, in their order, at most so many; all of them after 0. */
    public List<VerdictChange> changes(ProgramId program, long after, int most) {
        return verdicts.changes(program, after, most);
    }

    /** All that is said, or was and is kept, of these subjects; of one of whom nothing is, nothing. One statement. */
    public Map<Subject, List<Signal>> signals(ProgramId program, Collection<Subject> subjects) {
        return signals.of(program, subjects);
    }

    /**
     * The strongest of what is said or counts.
     *
     * @param signals first those that count, then by action and score
     * @param more how many are left out
     */
    public record Strongest(List<Signal> signals, int more) {}

    /** What is said or counts of these subjects, so much of it at most. One statement. */
    public Strongest strongest(ProgramId program, Collection<Subject> subjects, int most) {
        return signals.strongest(program, subjects, most);
    }

    /** Of whom somebody said that it is fraud, and which. */
    public List<Subject> confirmed(ProgramId program) {
        return signals.confirmed(program);
    }

    /**
     * The verdict of a subject that counts.
     *
     * @param action never {@link Action#CLEAR}
     * @param restriction the key of the restriction that follows from it, where somebody is restricted
     */
    public record StandingVerdict(
            Subject subject, Action action, boolean stopsAll, Instant since, Optional<String> restriction) {}

    /** The verdicts that count of accounts and affiliates, by their accounts, in the order of the subjects. One statement. */
    public List<StandingVerdict> standing(ProgramId program, Collection<String> accounts) {
        return accounts.isEmpty()
                ? List.of()
                : new TreeMap<>(verdicts.ofAccounts(program, Set.copyOf(accounts)))
                        .entrySet().stream()
                                .map(entry -> standing(entry.getKey(), entry.getValue()))
                                .toList();
    }

    private static StandingVerdict standing(Subject subject, Told told) {
        return new StandingVerdict(
                subject, told.action(), told.stopsAll(), told.since(), Optional.ofNullable(told.restriction()));
    }
}
