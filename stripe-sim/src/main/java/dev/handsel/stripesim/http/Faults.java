package dev.handsel.stripesim.http;

import dev.handsel.stripesim.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What shall go wrong: first the faults asked for one by one, then chance. */
public final class Faults {

    private final List<Rule> rules = new ArrayList<>();
    private @Nullable Chance chance;

    /** Which requests, how many of them to let through first, and how many to strike. */
    public record Aim(@Nullable String method, Pattern path, long skip, long times) {
        boolean hits(Arrival arrival) {
            return (method == null || method.equals(arrival.method()))
                    && path.matcher(arrival.path()).find();
        }
    }

    private static final class Rule {
        private final Aim aim;
        private final Fault fault;
        private long seen;
        private long fired;

        Rule(Aim aim, Fault fault) {
            this.aim = aim;
            this.fault = fault;
        }

        boolean fires() {
            seen++;
            if (seen > aim.skip() && fired < aim.times()) {
                fired++;
                return true;
            }
            return false;
        }
    }

    public synchronized void add(Aim aim, Fault fault) {
        rules.add(new Rule(aim, fault));
    }

    public synchronized void add(Chance random) {
        chance = random;
    }

    public synchronized void clear() {
        rules.clear();
        chance = null;
    }

    synchronized Optional<Fault> pick(Arrival arrival) {
        for (var rule : rules) {
            if (rule.aim.hits(arrival) && rule.fires()) {
                return Optional.of(rule.fault);
            }
        }
        return chance == null ? Optional.empty() : chance.pick(arrival);
    }

    public synchronized ObjectNode json() {
        var all = new ArrayList<ObjectNode>();
        for (var rule : rules) {
            var json = rule.fault.json();
            json.put("method", rule.aim.method());
            json.put("path", rule.aim.path().pattern());
            json.put("skip", rule.aim.skip());
            json.put("times", rule.aim.times());
            json.put("seen", rule.seen);
            json.put("fired", rule.fired);
            all.add(json);
        }
        return Json.object("faults", all, "random", chance == null ? null : chance.json());
    }
}
