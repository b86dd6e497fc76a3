package dev.handsel.fraud.cases;

import static java.util.stream.Collectors.toMap;

import dev.handsel.base.ids.CaseId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.cases.CaseStore.CaseKey;
import dev.handsel.fraud.cases.CaseStore.Summed;
import dev.handsel.fraud.cases.FraudCase.CaseState;
import dev.handsel.fraud.cases.SubjectStore.Place;
import dev.handsel.fraud.cases.SubjectStore.Placed;
import dev.handsel.fraud.configuration.Effects;
import dev.handsel.fraud.configuration.EffectsChanged;
import dev.handsel.fraud.configuration.RuleConfigurations;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.verdicts.SignalsChanged;
import dev.handsel.fraud.verdicts.Subject;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.audit.AuditTrail.AuditEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps cases as what is said is, in the transaction in which it changes: a few statements, however much changed. */
@Component
class CaseBook {

    private final CaseStore cases;
    private final SubjectStore subjects;
    private final Placement placement;
    private final RuleConfigurations configurations;
    private final AuditTrail audit;
    private final InstantSource clock;

    CaseBook(
            CaseStore cases,
            SubjectStore subjects,
            Placement placement,
            RuleConfigurations configurations,
            AuditTrail audit,
            InstantSource clock) {
        this.cases = cases;
        this.subjects = subjects;
        this.placement = placement;
        this.configurations = configurations;
        this.audit = audit;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void follow(SignalsChanged changed) {
        var program = changed.program();
        var about = changed.subjects();
        var places = subjects.places(program, about);
        var digests = about.stream()
                .map(subject -> Digest.of(subject, changed.signals().getOrDefault(subject, List.of())))
                .filter(digest -> digest.counts() || places.containsKey(digest.subject()))
                .toList();
        if (digests.isEmpty()) {
            return;
        }
        var placed = place(program, digests, places, changed.at());
        var touched = new HashSet<>(subjects.put(program, placed));
        placed.forEach(one -> left(one, places).forEach(touched::add));
        boolean effective = configurations.of(program).effects() == Effects.FULL;
        record(cases.sum(touched, effective, clock.instant()), changed.actor());
    }

    /** What waits holds somebody from when verdicts of the programme do. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void follow(EffectsChanged changed) {
        switch (changed.effects()) {
            case FULL -> cases.effective(changed.program(), clock.instant());
            case FLAG_ONLY -> cases.released(changed.program());
        }
    }

    /** The case that somebody was in, where it is another one now. */
    private static Set<CaseId> left(Placed placed, Map<Subject, Place> places) {
        var before = places.get(placed.digest().subject());
        return before == null || before.id().equals(placed.id()) ? Set.of() : Set.of(before.id());
    }

    /** Who is in an affiliate's case stays there; everybody else is placed by what is known now. */
    private List<Placed> place(ProgramId program, List<Digest> digests, Map<Subject, Place> places, Instant at) {
        var open = digests.stream()
                .map(Digest::subject)
                .filter(subject -> !places.containsKey(subject)
                        || !Objects.requireNonNull(places.get(subject)).settled())
                .toList();
        Map<Subject, CaseId> found = new HashMap<>();
        places.forEach((subject, place) -> found.put(subject, place.id()));
        if (!open.isEmpty()) {
            var keys = placement.of(program, open).entrySet().stream()
                    .collect(toMap(
                            Map.Entry::getKey,
                            entry ->
                                    new CaseKey(entry.getValue(), entry.getKey().type())));
            var wanted = new ArrayList<FraudCase>();
            Set.copyOf(keys.values()).forEach(key -> wanted.add(fresh(program, key, at)));
            var there = cases.take(program, wanted);
            keys.forEach((subject, key) ->
                    found.put(subject, Objects.requireNonNull(there.get(key)).id()));
        }
        return digests.stream()
                .map(digest -> new Placed(Objects.requireNonNull(found.get(digest.subject())), digest))
                .toList();
    }

    private static FraudCase fresh(ProgramId program, CaseKey key, Instant at) {
        return new FraudCase(
                CaseId.fresh(), program, key.whose(), key.type(), CaseState.OPEN, Action.CLEAR, List.of(), 0, 0, at);
    }

    private void record(List<Summed> summed, String actor) {
        var entries = new ArrayList<AuditEntry>();
        for (var one : summed) {
            var now = one.now();
            boolean first = now.version() == 2;
            boolean again = one.before() != CaseState.OPEN && now.state() == CaseState.OPEN;
            if (first || again) {
                entries.add(new AuditEntry(
                        actor,
                        first ? "fraud.case.opened" : "fraud.case.reopened",
                        now.id().toString(),
                        Map.of("program", now.program(), "type", now.type(), "rules", now.rules())));
            }
        }
        audit.recordAll(entries);
    }
}
