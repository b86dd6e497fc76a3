package dev.handsel.operation.cli;

import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.commissions.replay.StopPreview.Stopped;
import dev.handsel.fraud.replay.ReplayDifference;
import dev.handsel.fraud.replay.ReplayReport;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.verdicts.Subject.Kind;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What a replay found: a line for each who would be judged otherwise, then the sums. */
final class ReplayLines {

    private final ReplayReport report;
    private final PrintWriter out;

    ReplayLines(ReplayReport report, PrintWriter out) {
        this.report = report;
        this.out = out;
    }

    /** For people. */
    void words() {
        report.differences().forEach(one -> out.println(words(one)));
        out.printf(
                Locale.ROOT,
                "%,d events: %,d accounts and %,d affiliates would be judged otherwise%n",
                report.events(),
                report.judgedOtherwise(Kind.ACCOUNT),
                report.judgedOtherwise(Kind.AFFILIATE));
        report.byAction().forEach((then, many) -> out.printf(Locale.ROOT, "%,d would be %s%n", many, done(then)));
        report.money().forEach((currency, stopped) -> out.println(words(currency, stopped)));
        if (report.behind()) {
            out.println("Events that came last are not judged yet and are not among them.");
        }
        out.flush();
    }

    private static String words(ReplayDifference one) {
        return "would be %s: %s %s, %s by %s, %s now"
                .formatted(
                        done(one.then()) + all(one.then(), one.stopsAll()),
                        one.kind().word(),
                        one.id(),
                        one.type().word(),
                        one.rule(),
                        done(one.now()) + all(one.now(), one.stoppedAll()));
    }

    private static String all(Action action, boolean all) {
        return action == Action.HOLD && all ? " with all they earn" : "";
    }

    private static String done(Action action) {
        return switch (action) {
            case CLEAR -> "clear";
            case FLAG -> "flagged";
            case HOLD -> "held";
            case BLOCK -> "blocked";
        };
    }

    private static String words(String code, Stopped stopped) {
        var currency = Currency.of(code);
        return "%s would be held, %s would not be earned, %s would be released"
                .formatted(
                        new Money(stopped.held(), currency),
                        new Money(stopped.notEarned(), currency),
                        new Money(stopped.released(), currency));
    }

    /** For programs: JSON, one a line, the last of them the sums. */
    void json() {
        var json = new JsonMapper();
        report.differences().forEach(one -> out.println(json.writeValueAsString(object(one))));
        var sums = new LinkedHashMap<String, Object>();
        sums.put("events", report.events());
        sums.put("ts", report.at().toString());
        sums.put("behind", report.behind());
        sums.put("accounts", report.judgedOtherwise(Kind.ACCOUNT));
        sums.put("affiliates", report.judgedOtherwise(Kind.AFFILIATE));
        var actions = new LinkedHashMap<String, Object>();
        report.byAction().forEach((then, many) -> actions.put(then.word(), many));
        sums.put("actions", actions);
        sums.put("money", money());
        out.println(json.writeValueAsString(Map.of("summary", sums)));
        out.flush();
    }

    private static Map<String, Object> object(ReplayDifference one) {
        var line = new LinkedHashMap<String, Object>();
        line.put("kind", one.kind().word());
        line.put("id", one.id());
        line.put("type", one.type().word());
        line.put("now", one.now().word());
        line.put("action", one.then().word());
        if (one.kind() == Kind.AFFILIATE) {
            line.put("stopped_all", one.stoppedAll());
            line.put("stops_all", one.stopsAll());
        }
        line.put("rule", one.rule().id());
        return line;
    }

    private List<Map<String, Object>> money() {
        var all = new ArrayList<Map<String, Object>>();
        report.money().forEach((currency, stopped) -> {
            var line = new LinkedHashMap<String, Object>();
            line.put("currency", currency);
            line.put("held", stopped.held());
            line.put("not_earned", stopped.notEarned());
            line.put("released", stopped.released());
            all.add(line);
        });
        return all;
    }
}
