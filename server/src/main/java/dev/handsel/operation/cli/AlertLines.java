package dev.handsel.operation.cli;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.Party;
import dev.handsel.fraud.verdicts.Subject;
import dev.handsel.fraud.verdicts.VerdictChange;
import dev.handsel.fraud.verdicts.Verdicts;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Changes of verdicts in their order, as JSON, one a line. */
final class AlertLines {

    private static final int AT_ONCE = 1_000;
    private static final double THOUSANDTHS = 1_000.0;

    private final Verdicts verdicts;
    private final JsonMapper json = new JsonMapper();

    AlertLines(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    /** Prints those of a programme. */
    void print(ProgramId program, PrintWriter out) {
        for (long last = 0; ; ) {
            var changes = verdicts.changes(program, last, AT_ONCE);
            changes.forEach(change -> print(change, out));
            if (changes.size() < AT_ONCE) {
                break;
            }
            last = changes.getLast().seq();
        }
        out.flush();
    }

    private void print(VerdictChange change, PrintWriter out) {
        var subject = change.subject();
        var verdict = change.verdict();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("ts", change.at().toString());
        line.put("kind", subject.kind().word());
        line.put(
                "id",
                switch (subject.party()) {
                    case Party.Customer customer -> customer.ref();
                    case Party.Affiliate affiliate -> affiliate.id().toString();
                });
        line.put("type", subject.type().word());
        line.put("action", verdict.action().word());
        line.put("score", Math.round(verdict.score() * THOUSANDTHS) / THOUSANDTHS);
        if (subject.kind() == Subject.Kind.AFFILIATE && !change.stopsAll()) {
            line.put("stops_all", false);
        }
        line.put("rule", verdict.rule().id());
        line.put("evidence", verdict.evidence().facts());
        out.println(json.writeValueAsString(line));
    }
}
