package dev.handsel.stripesim.control;

import dev.handsel.stripesim.events.Attempt;
import dev.handsel.stripesim.events.Plan;
import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.state.World;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** How events travel, and events that others invent. */
final class WebhookControl {

    private final World world;

    WebhookControl(World world) {
        this.world = world;
    }

    ObjectNode emit(Question question) {
        var type = question.text("type");
        if (type == null || !(question.json().get("object") instanceof ObjectNode object)) {
            throw new IllegalArgumentException("type and object are required");
        }
        var previous = question.json().get("previous_attributes") instanceof ObjectNode given ? given : null;
        return world.locked(() -> {
            var event = world.events().emit(type, question.text("account"), object, previous);
            return world.events().json(event);
        });
    }

    ObjectNode show() {
        var plan = world.events().deliveries().plan();
        return Json.object(
                "hold", plan.hold(),
                "duplicates", plan.duplicates(),
                "delay_millis", plan.delay().toMillis(),
                "shuffle", plan.shuffle(),
                "backoff_millis", plan.backoff().toMillis(),
                "held", world.events().deliveries().held());
    }

    ObjectNode plan(Question question) {
        var plain = Plan.PLAIN;
        world.events()
                .deliveries()
                .plan(new Plan(
                        question.flag("hold", plain.hold()),
                        Math.toIntExact(question.number("duplicates", plain.duplicates())),
                        Duration.ofMillis(question.number("delay_millis", 0)),
                        question.flag("shuffle", plain.shuffle()),
                        Duration.ofMillis(question.number(
                                "backoff_millis", plain.backoff().toMillis()))));
        return show();
    }

    ObjectNode flush(Question question) throws InterruptedException {
        var deliveries = world.events().deliveries();
        return Json.object("flushed", deliveries.flush(question.flag("shuffle", false), question.number("seed", 0)));
    }

    ObjectNode deliveries(Question question) {
        var event = question.query("event");
        var attempts = world.events().deliveries().attempts().stream()
                .filter(attempt -> event == null || event.equals(attempt.event()))
                .toList();
        long first = Math.max(0, attempts.size() - question.limit());
        return Json.object(
                "deliveries", attempts.stream().skip(first).map(Attempt::json).toList());
    }
}
