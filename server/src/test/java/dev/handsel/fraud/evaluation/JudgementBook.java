package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Verdict;
import dev.handsel.fraud.verdicts.Judgement;
import dev.handsel.fraud.verdicts.Moment;
import dev.handsel.fraud.verdicts.Subject;
import dev.handsel.fraud.verdicts.VerdictChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** The strongest of what is in force of each subject, and how that changed: in the plainest form. */
final class JudgementBook {

    private final Map<Subject, Map<String, Verdict>> inForce = new LinkedHashMap<>();
    private final Map<Subject, Verdict> told = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private static final JsonMapper JSON = new JsonMapper();

    /** The changes as JSON lines. */
    static List<String> of(List<Moment> moments) {
        var book = new JudgementBook();
        moments.forEach(book::take);
        return book.lines;
    }

    private void take(Moment moment) {
        var touched = new LinkedHashSet<Subject>();
        for (var judgement : moment.judgements()) {
            put(judgement);
            touched.add(judgement.subject());
        }
        touched.forEach(subject -> change(moment.at(), subject));
    }

    private void put(Judgement judgement) {
        var verdict = judgement.verdict();
        var signals = inForce.computeIfAbsent(judgement.subject(), _ -> new TreeMap<>());
        var key = verdict.rule().id() + "|" + judgement.other();
        if (verdict.action() == Action.CLEAR) {
            signals.remove(key);
        } else {
            signals.put(key, verdict);
        }
    }

    private void change(Instant at, Subject subject) {
        var strongest = inForce.getOrDefault(subject, Map.of()).values().stream()
                .max(Comparator.comparing(Verdict::action)
                        .thenComparingDouble(Verdict::score)
                        .thenComparing(Verdict::rule))
                .orElse(null);
        var before = told.get(subject);
        if (strongest == null && before != null) {
            told.remove(subject);
            write(at, subject, before, Action.CLEAR, 0);
        } else if (strongest != null && (before == null || before.action() != strongest.action())) {
            told.put(subject, strongest);
            write(at, subject, strongest, strongest.action(), strongest.score());
        }
    }

    private void write(Instant at, Subject subject, Verdict verdict, Action action, double score) {
        lines.add(line(at, subject, verdict, action, score));
    }

    /** A change as the product has kept it. */
    static String line(VerdictChange change) {
        var verdict = change.verdict();
        return line(change.at(), change.subject(), verdict, verdict.action(), verdict.score());
    }

    private static String line(Instant at, Subject subject, Verdict verdict, Action action, double score) {
        var line = new LinkedHashMap<String, Object>();
        line.put("ts", at.toString());
        line.put("kind", subject.kind() == Subject.Kind.ACCOUNT ? "account" : "affiliate");
        line.put("id", subject.account().substring(subject.account().indexOf(':') + 1));
        line.put("type", subject.type().word());
        line.put("action", action.word());
        line.put("score", Math.round(score * 1000) / 1000.0);
        if (subject.kind() == Subject.Kind.AFFILIATE && !verdict.rule().stopsAll()) {
            line.put("stops_all", false);
        }
        line.put("rule", verdict.rule().id());
        line.put("evidence", verdict.evidence().facts());
        return JSON.writeValueAsString(line);
    }
}
