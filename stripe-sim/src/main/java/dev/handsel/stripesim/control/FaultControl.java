package dev.handsel.stripesim.control;

import dev.handsel.stripesim.http.Chance;
import dev.handsel.stripesim.http.Fault;
import dev.handsel.stripesim.http.Faults;
import dev.handsel.stripesim.http.Log;
import dev.handsel.stripesim.model.Ids;
import dev.handsel.stripesim.model.Json;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** What shall go wrong, and what arrived. */
final class FaultControl {

    private final Faults faults;
    private final Log log;

    FaultControl(Faults faults, Log log) {
        this.faults = faults;
        this.log = log;
    }

    ObjectNode add(Question question) {
        var kind = question.text("kind");
        if (kind == null) {
            throw new IllegalArgumentException("kind is required");
        }
        var fault = new Fault(
                Ids.fresh("fault"),
                Fault.Kind.of(kind),
                Math.toIntExact(question.number("status", 500)),
                question.text("code"),
                delay(question),
                question.number("retry_after", 0));
        var aim = new Faults.Aim(
                question.text("method"),
                Pattern.compile(question.text("path", "")),
                question.number("skip", 0),
                question.number("times", 1));
        faults.add(aim, fault);
        return Json.object("id", fault.id());
    }

    private static Duration delay(Question question) {
        return Duration.ofSeconds(question.number("seconds", 0)).plusMillis(question.number("millis", 0));
    }

    ObjectNode random(Question question) {
        var kinds = question.texts("kinds").stream().map(Fault.Kind::of).toList();
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("kinds are required");
        }
        var paths = question.json().path("paths").isArray()
                ? String.join("|", question.texts("paths"))
                : question.text("paths", "");
        faults.add(new Chance(new Chance.Odds(
                question.number("seed", 0),
                Math.toIntExact(question.number("per_mille")),
                kinds,
                Pattern.compile(paths),
                question.number("max_delay_millis", 0),
                Math.toIntExact(question.number("max_per_key", Integer.MAX_VALUE)))));
        return faults.json();
    }

    ObjectNode show() {
        return faults.json();
    }

    ObjectNode clear() {
        faults.clear();
        return faults.json();
    }

    ObjectNode requests(Question question) {
        return Json.object("requests", log.find(question.pattern("path"), question.limit()));
    }

    ObjectNode forget() {
        log.clear();
        return Json.object("requests", List.of());
    }
}
