package dev.handsel.inbox.events;

import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class EventsController {

    private final Inbox inbox;

    EventsController(Inbox inbox) {
        this.inbox = inbox;
    }

    record EventsView(List<EventResultView> events) {}

    @Operation(summary = "Tell what happened", description = """
                    One event, or up to 500 as `{"events": [...]}`. The answer comes once everything in it is durable, one
                    result an event, in the same order; a bad event does not stop the others. An event's `id` makes
                    repeating harmless: send the same again after a failure.""")
    @PostMapping("/v1/events")
    EventsView receive(Caller.Merchant merchant, @RequestBody JsonNode body) {
        var results = inbox.receive(merchant.program(), events(body), merchant.actor());
        return new EventsView(results.stream().map(EventResultView::of).toList());
    }

    private static List<JsonNode> events(JsonNode body) {
        if (!body.has("events")) {
            return List.of(body);
        }
        var faults = new ArrayList<Fault>();
        var events = body.path("events");
        body.propertyNames().stream()
                .filter(name -> !name.equals("events"))
                .map(name -> new Fault("/" + name, "unknown_member", "Beside events nothing is known."))
                .forEach(faults::add);
        if (!events.isArray()) {
            faults.add(new Fault("/events", "wrong_type", "A list of events."));
        } else if (events.isEmpty() || events.size() > Inbox.MOST) {
            faults.add(new Fault("/events", "out_of_range", "Between 1 and " + Inbox.MOST + " events."));
        }
        if (!faults.isEmpty()) {
            throw Refused.invalid(faults);
        }
        return events.valueStream().toList();
    }
}
