package dev.handsel.stripesim.events;

import dev.handsel.stripesim.model.Ids;
import dev.handsel.stripesim.model.Json;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What has happened and who wants to hear of it. Whoever uses it holds the simulator's lock. */
public final class Events {

    public static final String VERSION = "2026-07-29.dahlia";

    private final Shelf<Event> events = new Shelf<>();
    private final Shelf<Endpoint> endpoints = new Shelf<>();
    private final InstantSource clock;
    private final Deliveries deliveries;

    public Events(InstantSource clock, Deliveries deliveries) {
        this.clock = clock;
        this.deliveries = deliveries;
    }

    /** Records that something happened to the platform, or to a connected account, and sends it off. */
    public Event emit(String type, @Nullable String account, ObjectNode object) {
        return emit(type, account, object, null);
    }

    public Event emit(String type, @Nullable String account, ObjectNode object, @Nullable ObjectNode previous) {
        var data = Json.object("object", object);
        if (previous != null) {
            data.set("previous_attributes", previous);
        }
        var event = new Event(Ids.fresh("evt"), type, account, clock.instant(), Origin.current(), Json.text(data));
        events.put(event.id(), event);
        for (var endpoint : endpoints.all()) {
            if (endpoint.wants(event)) {
                deliveries.send(event, endpoint);
            }
        }
        return event;
    }

    public ObjectNode json(Event event) {
        return event.json(VERSION, deliveries.pending(event.id()));
    }

    public Deliveries deliveries() {
        return deliveries;
    }

    public Shelf<Event> all() {
        return events;
    }

    public Shelf<Endpoint> endpoints() {
        return endpoints;
    }
}
