package dev.handsel.stripesim.control;

import dev.handsel.stripesim.http.Fault;
import dev.handsel.stripesim.http.Faults;
import dev.handsel.stripesim.model.Json;
import java.time.Duration;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is to go wrong. */
final class FaultCommands {

    private final Faults faults;

    FaultCommands(Faults faults) {
        this.faults = faults;
    }

    ObjectNode add(ObjectNode wanted) {
        var kind = Fault.Kind.named(required(wanted, "kind"));
        var wait = Duration.ofMillis(wanted.path("millis").asLong(0))
                .plusSeconds(wanted.path("seconds").asLong(0));
        var fault = new Fault(
                kind,
                wanted.path("status").asInt(500),
                wanted.path("code").asString(null),
                wait,
                wanted.has("retry_after") ? (Long) wanted.path("retry_after").asLong() : null);
        var rule = new Faults.Rule(
                wanted.path("method").asString(null),
                Pattern.compile(wanted.path("path").asString("")),
                wanted.path("skip").asInt(0),
                wanted.path("times").asInt(1),
                fault);
        return Json.object("id", faults.add(rule));
    }

    ObjectNode chance(ObjectNode wanted) {
        var kinds = wanted.path("kinds")
                .valueStream()
                .map(kind -> Fault.Kind.named(kind.asString()))
                .toList();
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("kinds: say which");
        }
        faults.chance(new Faults.Chance(
                wanted.path("seed").asLong(0),
                wanted.path("per_mille").asInt(0),
                kinds,
                Pattern.compile(wanted.path("paths").asString("")),
                Duration.ofMillis(wanted.path("max_delay_millis").asLong(0))));
        return Json.object("ok", true);
    }

    ObjectNode all() {
        var rules = faults.all().stream()
                .map(standing -> Json.object(
                        "id", standing.id(),
                        "kind", standing.rule().fault().kind().word(),
                        "path", standing.rule().path().pattern(),
                        "seen", standing.seen(),
                        "fired", standing.fired()))
                .toList();
        return Json.object("rules", rules, "by_chance", faults.byChance());
    }

    ObjectNode clear() {
        faults.clear();
        return Json.object("ok", true);
    }

    private static String required(JsonNode node, String name) {
        if (!node.path(name).isString()) {
            throw new IllegalArgumentException(name + " is required");
        }
        return node.path(name).asString();
    }
}
