package dev.handsel.stripesim.resources;

import static dev.handsel.stripesim.params.Schema.*;

import dev.handsel.stripesim.events.Event;
import dev.handsel.stripesim.events.Events;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.params.Param;
import dev.handsel.stripesim.params.Params;
import dev.handsel.stripesim.resources.Route.Call;
import dev.handsel.stripesim.state.World;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Events of the last 30 days. */
final class EventResource {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Param.Fields LIST =
            listed("created", span(), "delivery_success", flag(), "type", text(), "types", many(text()));

    private final World world;

    EventResource(World world) {
        this.world = world;
    }

    List<Route> routes() {
        return List.of(
                Route.any("GET", "/v1/events", LIST, this::list),
                Route.any("GET", "/v1/events/{}", one(), this::event));
    }

    private ObjectNode list(Call call) {
        var params = call.params();
        var created = params.range("created");
        var types = types(params);
        var delivered = delivered(params);
        var visible = visible(call);
        return Pages.page(
                "/v1/events",
                world.events().all(),
                params,
                event -> visible.test(event)
                        && created.holds(event.created())
                        && types.test(event.type())
                        && delivered.test(event),
                world.events()::json);
    }

    private ObjectNode event(Call call) {
        return world.events()
                .all()
                .find(call.id())
                .filter(visible(call))
                .map(world.events()::json)
                .orElseThrow(() -> StripeError.absent("event", call.id()));
    }

    private Predicate<Event> visible(Call call) {
        var owner = owner(call);
        var first = world.clock().instant().minus(KEPT);
        return event ->
                Objects.equals(event.account(), owner) && event.created().isAfter(first);
    }

    private @Nullable String owner(Call call) {
        return world.accounts().isPlatform(call.account()) ? null : call.account();
    }

    private static Predicate<String> types(Params params) {
        var type = params.text("type");
        var types = params.texts("types");
        if (type != null && !types.isEmpty()) {
            throw StripeError.invalid(null, "You may only specify one of these parameters: type, types.", "types");
        }
        if (type != null && type.endsWith("*")) {
            return each -> each.startsWith(type.substring(0, type.length() - 1));
        }
        return each -> type == null ? types.isEmpty() || types.contains(each) : type.equals(each);
    }

    private Predicate<Event> delivered(Params params) {
        Events events = world.events();
        if (!params.has("delivery_success")) {
            return _ -> true;
        }
        return params.flag("delivery_success")
                ? event -> events.deliveries().pending(event.id()) == 0
                : event -> events.deliveries().failed(event.id());
    }
}
