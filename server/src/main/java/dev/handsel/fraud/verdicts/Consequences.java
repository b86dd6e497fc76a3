package dev.handsel.fraud.verdicts;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.restrictions.Restricted;
import dev.handsel.commissions.restrictions.Restriction;
import dev.handsel.commissions.restrictions.Restriction.Clearing;
import dev.handsel.commissions.restrictions.Restriction.RestrictionReason;
import dev.handsel.commissions.restrictions.Restrictions;
import dev.handsel.fraud.configuration.Effects;
import dev.handsel.fraud.configuration.RuleConfigurations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What follows from verdicts for money: one restriction for each that holds or blocks somebody. Its key is fresh each time, since
 * one that was cleared does not stand again.
 */
@Component
class Consequences {

    private final VerdictStore verdicts;
    private final Restrictable people;
    private final Restrictions restrictions;
    private final RuleConfigurations configurations;

    Consequences(
            VerdictStore verdicts, Restrictable people, Restrictions restrictions, RuleConfigurations configurations) {
        this.verdicts = verdicts;
        this.people = people;
        this.restrictions = restrictions;
        this.configurations = configurations;
    }

    /**
     * Restricts whom verdicts restrict since, and no longer whom they restrict no more; also those who were not there when their
     * verdict was told and are now. One change of restrictions for all; nothing is asked where nothing has to follow. While a
     * programme only has them shown, all of them wait.
     *
     * @param at by the clock of the programme
     */
    void follow(ProgramId program, List<Dossier> touched, Instant at, String actor) {
        if (configurations.of(program).effects() == Effects.FLAG_ONLY) {
            return;
        }
        var moved = touched.stream().filter(Consequences::moved).toList();
        var due = touched.stream().filter(dossier -> due(dossier.told())).toList();
        var waiting = new TreeMap<>(verdicts.waiting(program));
        // What is stored of those who are touched is not what is told of them now.
        touched.forEach(dossier -> waiting.remove(dossier.subject()));
        if (moved.isEmpty() && due.isEmpty() && waiting.isEmpty()) {
            return;
        }
        var whom = people.of(program, sought(due, waiting.keySet()));
        waiting.keySet().retainAll(whom.keySet());
        var raised = new ArrayList<Restriction>();
        var cleared = new ArrayList<Clearing>();
        for (var dossier : moved) {
            var before = dossier.before();
            if (before != null && before.restriction() != null) {
                cleared.add(new Clearing(before.restriction(), at, actor));
            }
        }
        due.forEach(dossier -> raise(dossier.subject(), dossier.told(), whom, actor, raised));
        waiting.forEach((subject, told) -> raise(subject, told, whom, actor, raised));
        if (!raised.isEmpty() || !cleared.isEmpty()) {
            restrictions.change(program, raised, cleared);
            FailPoints.reach("verdicts-restrict");
        }
        due.stream().filter(dossier -> whom.containsKey(dossier.subject())).forEach(dossier -> restricted(dossier));
        waiting.replaceAll((_, told) -> told.restricted(key(told)));
        verdicts.put(program, waiting);
    }

    /** Restricts nobody any more because of verdicts; all of them wait. */
    void release(ProgramId program, Instant at, String actor) {
        var restricting = new TreeMap<>(verdicts.restricting(program));
        restrictions.change(
                program,
                List.of(),
                restricting.values().stream()
                        .flatMap(told -> Stream.ofNullable(told.restriction()))
                        .map(key -> new Clearing(key, at, actor))
                        .toList());
        // Numbered anew, since the key of a restriction that was cleared is used up.
        var numbers = verdicts.numbers(restricting.size()).iterator();
        restricting.replaceAll((_, told) -> told.waiting(numbers.next()));
        verdicts.put(program, restricting);
    }

    private static boolean moved(Dossier dossier) {
        var before = dossier.before();
        var told = dossier.told();
        return (before == null ? null : before.strength()) != (told == null ? null : told.strength());
    }

    /** Whether it is to restrict somebody whom it does not restrict yet. */
    private static boolean due(@Nullable Told told) {
        return told != null && told.strength() != null && told.restriction() == null;
    }

    private static Set<Subject> sought(List<Dossier> due, Set<Subject> waiting) {
        Set<Subject> sought = new HashSet<>(waiting);
        due.forEach(dossier -> sought.add(dossier.subject()));
        return sought;
    }

    private static void raise(
            Subject subject,
            @Nullable Told told,
            Map<Subject, Restricted> whom,
            String actor,
            List<Restriction> raised) {
        var restricted = whom.get(subject);
        if (told != null && told.strength() != null && restricted != null) {
            var reason = RestrictionReason.valueOf(subject.type().name());
            raised.add(new Restriction(key(told), restricted, told.strength(), reason, told.since(), actor));
        }
    }

    private static void restricted(Dossier dossier) {
        var told = dossier.told();
        if (told != null && told.strength() != null) {
            dossier.told(told.restricted(key(told)));
        }
    }

    private static String key(Told told) {
        return "fraud:" + told.seq();
    }
}
