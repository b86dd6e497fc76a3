package dev.handsel.fraud.verdicts;

import static java.util.stream.Collectors.toMap;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.verdicts.Dossier.Deed;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.audit.AuditTrail.AuditEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Opens what is stored of subjects, and closes it again with all that follows: a few statements, however many changed. */
@Component
class Records {

    private final SignalStore signals;
    private final VerdictStore verdicts;
    private final Consequences consequences;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    Records(
            SignalStore signals,
            VerdictStore verdicts,
            Consequences consequences,
            AuditTrail audit,
            ApplicationEventPublisher events) {
        this.signals = signals;
        this.verdicts = verdicts;
        this.consequences = consequences;
        this.audit = audit;
        this.events = events;
    }

    /** What is stored of these; one statement where nothing is. */
    Book open(ProgramId program, Collection<Subject> subjects) {
        var kept = signals.of(program, subjects);
        var told = verdicts.of(program, kept.keySet());
        return new Book(kept.entrySet().stream()
                .map(entry -> new Dossier(entry.getKey(), entry.getValue(), told.get(entry.getKey())))
                .toList());
    }

    /**
     * Stores what changed, with all that follows from it.
     *
     * @param at by the clock of the programme: when it is stored
     */
    void close(ProgramId program, Book book, Instant at, String actor) {
        var touched = book.touched();
        var changes = numbered(book.changes(), touched);
        consequences.follow(program, touched, at, actor);
        if (touched.isEmpty()) {
            return;
        }
        signals.forget(
                program,
                touched.stream()
                        .flatMap(dossier -> dossier.forgotten().stream())
                        .toList());
        signals.put(
                program,
                touched.stream().flatMap(dossier -> dossier.written().stream()).toList());
        store(program, touched);
        verdicts.add(program, changes);
        audit.recordAll(entries(program, touched, actor));
        var now = touched.stream()
                .filter(dossier -> !dossier.deeds().isEmpty())
                .collect(toMap(Dossier::subject, Dossier::signals));
        if (!now.isEmpty()) {
            events.publishEvent(new SignalsChanged(program, at, now, actor));
        }
    }

    private List<VerdictChange> numbered(List<VerdictChange> changes, List<Dossier> touched) {
        var numbers = verdicts.numbers(changes.size());
        var numbered = new ArrayList<VerdictChange>();
        Map<Subject, Long> last = new HashMap<>();
        for (var change : changes) {
            long seq = numbers.get(numbered.size());
            last.put(change.subject(), seq);
            numbered.add(new VerdictChange(seq, change.at(), change.subject(), change.verdict(), change.stopsAll()));
        }
        touched.forEach(dossier -> dossier.numbered(last.get(dossier.subject())));
        return numbered;
    }

    private void store(ProgramId program, List<Dossier> touched) {
        verdicts.forget(
                program,
                touched.stream()
                        .filter(dossier -> dossier.told() == null && dossier.before() != null)
                        .map(Dossier::subject)
                        .toList());
        Map<Subject, Told> told = new HashMap<>();
        for (var dossier : touched) {
            var is = dossier.told();
            if (is != null && !is.equals(dossier.before())) {
                told.put(dossier.subject(), is);
            }
        }
        verdicts.put(program, told);
    }

    private static List<AuditEntry> entries(ProgramId program, List<Dossier> touched, String actor) {
        return touched.stream()
                .flatMap(dossier -> dossier.deeds().stream())
                .map(deed -> entry(program, deed, actor))
                .toList();
    }

    private static AuditEntry entry(ProgramId program, Deed deed, String actor) {
        var signal = deed.signal();
        var verdict = signal.verdict();
        var body = new LinkedHashMap<String, Object>();
        body.put("program", program);
        body.put("kind", signal.subject().kind());
        body.put("type", signal.subject().type());
        body.put("rule", verdict.rule().id());
        body.put("version", verdict.version());
        body.put("action", verdict.action());
        body.put("score", verdict.score());
        body.put("standing", signal.standing());
        body.put("others", Others.of(signal.other()));
        body.put("at", signal.changedAt());
        body.put("evidence", verdict.evidence());
        return new AuditEntry(
                actor, "fraud.signal." + deed.what(), signal.subject().account(), body);
    }
}
