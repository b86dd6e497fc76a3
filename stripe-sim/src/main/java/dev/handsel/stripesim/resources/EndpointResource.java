package dev.handsel.stripesim.resources;

import static dev.handsel.stripesim.params.Schema.*;

import dev.handsel.stripesim.events.Endpoint;
import dev.handsel.stripesim.events.Events;
import dev.handsel.stripesim.model.Ids;
import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.params.Param;
import dev.handsel.stripesim.resources.Route.Call;
import dev.handsel.stripesim.state.World;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Webhook endpoints; a secret is shown when it is made and never again. */
final class EndpointResource {

    private static final Param.Fields CREATE = one(
            "api_version", text(),
            "connect", flag(),
            "description", unsettable(),
            "enabled_events!", many(text()),
            "metadata", metadata(),
            "url!", url());
    private static final Param.Fields UPDATE = one(
            "description", unsettable(),
            "disabled", flag(),
            "enabled_events", many(text()),
            "metadata", metadata(),
            "url", url());

    private final World world;

    EndpointResource(World world) {
        this.world = world;
    }

    List<Route> routes() {
        return List.of(
                Route.platform("POST", "/v1/webhook_endpoints", CREATE, this::create),
                Route.platform("GET", "/v1/webhook_endpoints", listed(), this::list),
                Route.platform(
                        "GET",
                        "/v1/webhook_endpoints/{}",
                        one(),
                        call -> endpoint(call).json(false)),
                Route.platform("POST", "/v1/webhook_endpoints/{}", UPDATE, this::update),
                Route.platform("DELETE", "/v1/webhook_endpoints/{}", none(), this::delete));
    }

    private ObjectNode create(Call call) {
        var params = call.params();
        if (world.events().endpoints().size() >= 16) {
            throw StripeError.invalid(null, "You have reached the maximum of 16 webhook endpoints.", null);
        }
        var wish = new Endpoint.Wish(
                params.required("url"),
                params.texts("enabled_events"),
                params.text("description"),
                params.metadata(Map.of()),
                true);
        var endpoint = new Endpoint(
                Ids.fresh("we"),
                world.clock().instant(),
                wish,
                params.flag("connect"),
                Ids.secret("whsec"),
                params.text("api_version", Events.VERSION));
        return world.events().endpoints().put(endpoint.id(), endpoint).json(true);
    }

    private ObjectNode list(Call call) {
        var endpoints = world.events().endpoints();
        return Pages.page("/v1/webhook_endpoints", endpoints, call.params(), _ -> true, each -> each.json(false));
    }

    private ObjectNode update(Call call) {
        var endpoint = endpoint(call);
        var params = call.params();
        var wish = endpoint.wish();
        var changed = new Endpoint.Wish(
                params.text("url", wish.url()),
                params.has("enabled_events") ? params.texts("enabled_events") : wish.types(),
                params.changed("description", wish.description()),
                params.metadata(wish.metadata()),
                params.has("disabled") ? !params.flag("disabled") : wish.enabled());
        return world.events()
                .endpoints()
                .put(endpoint.id(), endpoint.with(changed))
                .json(false);
    }

    private ObjectNode delete(Call call) {
        var endpoint = endpoint(call);
        world.events().endpoints().remove(endpoint.id());
        return Json.object("id", endpoint.id(), "object", "webhook_endpoint", "deleted", true);
    }

    private Endpoint endpoint(Call call) {
        return world.events()
                .endpoints()
                .find(call.id())
                .orElseThrow(() -> StripeError.absent("webhook endpoint", call.id()));
    }
}
