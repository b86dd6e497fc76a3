package dev.handsel.inbox.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.base.facts.FactOutcome;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EventView(
            @Nullable String id,
            String result,
            @Nullable String reason,
            @Nullable String waitsFor,
            @Nullable List<Fault> errors) {
        static EventView of(EventResult result) {
            return switch (result) {
                case EventResult.Invalid invalid ->
                    new EventView(invalid.id(), result.word(), null, null, invalid.faults());
                case EventResult.Accepted accepted ->
                    switch (accepted.outcome()) {
                        case FactOutcome.Parked parked ->
                            new EventView(
                                    accepted.id(),
                                    result.word(),
                                    null,
                                    parked.on().key(),
                                    null);
                        case FactOutcome.Quarantined quarantined ->
                            new EventView(accepted.id(), result.word(), quarantined.reason(), null, null);
                        case FactOutcome.NotAttributed nobody ->
                            new EventView(accepted.id(), result.word(), nobody.reason(), null, null);
                        case FactOutcome.Recorded _, FactOutcome.Duplicate _ ->
                            new EventView(accepted.id(), result.word(), null, null, null);
                    };
            };
        }
    }

    /** Up to 500 events at once. */
    record EventBatchBody(
            @NotNull @Size(min = 1, max = Inbox.MOST) List<EventBody> events) {}

    record EventsView(List<EventView> events) {}

    @Operation(summary = "Tell what happened", description = """
                    One event, or up to 500 as `{"events": [...]}`. The answer comes once everything in it is durable, one
                    result an event, in the same order; a bad event does not stop the others. An event's `id` makes
                    repeating harmless: send the same again after a failure.""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            oneOf = {
                                                EventBatchBody.class,
                                                EventBody.ClickEvent.class,
                                                EventBody.SignupEvent.class,
                                                EventBody.EnrolmentEvent.class,
                                                EventBody.LoginEvent.class,
                                                EventBody.InvoiceEvent.class,
                                                EventBody.RefundEvent.class,
                                                EventBody.DisputeOpenedEvent.class,
                                                EventBody.DisputeClosedEvent.class,
                                                EventBody.CancelEvent.class,
                                                TradeEventBody.TradeOpenedEvent.class,
                                                TradeEventBody.TradeClosedEvent.class,
                                                TradeEventBody.FirstTradeEvent.class,
                                                TradeEventBody.TerminalEvent.class
                                            })))
    @PostMapping("/v1/events")
    EventsView receive(Caller.Merchant merchant, @RequestBody JsonNode body) {
        var results = inbox.receive(merchant.program(), events(body), merchant.actor());
        return new EventsView(results.stream().map(EventView::of).toList());
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
