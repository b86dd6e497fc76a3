package dev.handsel.stripesim.resources;

import static dev.handsel.stripesim.params.Schema.amount;
import static dev.handsel.stripesim.params.Schema.choice;
import static dev.handsel.stripesim.params.Schema.currency;
import static dev.handsel.stripesim.params.Schema.fields;
import static dev.handsel.stripesim.params.Schema.flag;
import static dev.handsel.stripesim.params.Schema.list;
import static dev.handsel.stripesim.params.Schema.many;
import static dev.handsel.stripesim.params.Schema.metadata;
import static dev.handsel.stripesim.params.Schema.one;
import static dev.handsel.stripesim.params.Schema.span;
import static dev.handsel.stripesim.params.Schema.text;
import static dev.handsel.stripesim.params.Schema.unsettable;
import static dev.handsel.stripesim.params.Schema.url;

import dev.handsel.stripesim.events.Endpoint;
import dev.handsel.stripesim.events.Event;
import dev.handsel.stripesim.events.Events;
import dev.handsel.stripesim.model.Ids;
import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.model.Payout;
import dev.handsel.stripesim.model.StripeError;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bank payouts, events and the endpoints that want them.
 *
 * @see <a href="https://docs.stripe.com/api/payouts">docs.stripe.com/api/payouts</a>
 * @see <a href="https://docs.stripe.com/api/events">docs.stripe.com/api/events</a>
 */
final class OtherRoutes {

    private OtherRoutes() {}

    static List<Route> all() {
        return List.of(
                Route.post(
                        "/v1/payouts",
                        one(
                                "amount!", amount(),
                                "currency!", currency(),
                                "description", unsettable(),
                                "destination", text(),
                                "metadata", metadata(),
                                "method", choice("standard", "instant"),
                                "source_type", choice("bank_account", "card", "fpx"),
                                "statement_descriptor", text(22)),
                        OtherRoutes::pay),
                Route.get(
                        "/v1/payouts",
                        list(
                                "arrival_date", span(),
                                "created", span(),
                                "destination", text(),
                                "status", choice("pending", "in_transit", "paid", "failed", "canceled")),
                        OtherRoutes::payouts),
                Route.get("/v1/payouts/{id}", one(), call -> payout(call).json()),
                Route.post(
                        "/v1/payouts/{id}/cancel",
                        one(),
                        call -> call.world()
                                .payouts()
                                .move(payout(call), "cancel", "")
                                .json()),
                Route.get(
                        "/v1/events",
                        list("created", span(), "type", text(), "types", many(text()), "delivery_success", flag()),
                        OtherRoutes::events),
                Route.get("/v1/events/{id}", one(), OtherRoutes::event),
                Route.post(
                        "/v1/webhook_endpoints",
                        one(
                                "url!", url(),
                                "enabled_events!", many(text()),
                                "api_version", text(),
                                "connect", flag(),
                                "description", unsettable(),
                                "metadata", metadata()),
                        OtherRoutes::listen),
                Route.get("/v1/webhook_endpoints", list(), OtherRoutes::endpoints),
                Route.get(
                        "/v1/webhook_endpoints/{id}",
                        one(),
                        call -> endpoint(call).json(false)),
                Route.post(
                        "/v1/webhook_endpoints/{id}",
                        one(
                                "url", url(),
                                "enabled_events", many(text()),
                                "disabled", flag(),
                                "description", unsettable(),
                                "metadata", metadata()),
                        OtherRoutes::changeEndpoint),
                Route.delete("/v1/webhook_endpoints/{id}", fields(), OtherRoutes::removeEndpoint));
    }

    private static ObjectNode pay(Call call) {
        var params = call.params();
        var order = new Payout.Order(
                params.amount("amount"),
                params.required("currency"),
                params.text("description"),
                params.text("statement_descriptor"),
                params.text("method", "standard"),
                false);
        return call.world()
                .payouts()
                .create(call.account(), order, params.metadata(Map.of()))
                .json();
    }

    private static ObjectNode payouts(Call call) {
        var params = call.params();
        var account = call.account().id();
        return Lists.page(
                "/v1/payouts",
                call.world().payouts().all(),
                params,
                payout -> payout.account().equals(account)
                        && params.range("created").holds(payout.plan().created())
                        && params.range("arrival_date").holds(payout.plan().arrival())
                        && params.filter("destination").test(payout.plan().bank())
                        && params.filter("status").test(payout.status()),
                Payout::json);
    }

    private static Payout payout(Call call) {
        return call.world()
                .payouts()
                .all()
                .find(call.id())
                .filter(payout -> payout.account().equals(call.account().id()))
                .orElseThrow(() -> StripeError.absent("payout", call.id()));
    }

    /** Of the account that asks: those of connected accounts are seen with their id in the header. */
    private static boolean seen(Call call, Event event) {
        return call.connected()
                .map(account -> account.id().equals(event.account()))
                .orElse(event.account() == null);
    }

    private static ObjectNode events(Call call) {
        var params = call.params();
        var types = params.texts("types");
        var events = call.world().events();
        return Lists.page(
                "/v1/events",
                events.all(),
                params,
                event -> seen(call, event)
                        && params.range("created").holds(event.created())
                        && params.filter("type").test(event.type())
                        && (types.isEmpty() || types.contains(event.type()))
                        && (!params.has("delivery_success")
                                || params.flag("delivery_success")
                                        != events.deliveries().failed(event.id())),
                events::json);
    }

    private static ObjectNode event(Call call) {
        var event = call.world()
                .events()
                .all()
                .find(call.id())
                .filter(found -> seen(call, found))
                .orElseThrow(() -> StripeError.absent("event", call.id()));
        return call.world().events().json(event);
    }

    private static ObjectNode listen(Call call) {
        var params = call.params();
        var wish = new Endpoint.Wish(
                params.required("url"),
                params.texts("enabled_events"),
                params.text("description"),
                params.metadata(Map.of()),
                true);
        var endpoint = new Endpoint(
                Ids.fresh("we"),
                call.world().clock().instant(),
                wish,
                params.flag("connect"),
                Ids.secret("whsec"),
                params.text("api_version", Events.VERSION));
        call.world().events().endpoints().put(endpoint.id(), endpoint);
        return endpoint.json(true);
    }

    private static ObjectNode endpoints(Call call) {
        return Lists.page(
                "/v1/webhook_endpoints",
                call.world().events().endpoints(),
                call.params(),
                _ -> true,
                endpoint -> endpoint.json(false));
    }

    private static Endpoint endpoint(Call call) {
        return call.world()
                .events()
                .endpoints()
                .find(call.id())
                .orElseThrow(() -> StripeError.absent("webhook endpoint", call.id()));
    }

    private static ObjectNode changeEndpoint(Call call) {
        var params = call.params();
        var endpoint = endpoint(call);
        var wish = endpoint.wish();
        var changed = endpoint.with(new Endpoint.Wish(
                Objects.requireNonNull(params.changed("url", wish.url())),
                params.has("enabled_events") ? params.texts("enabled_events") : wish.types(),
                params.changed("description", wish.description()),
                params.metadata(wish.metadata()),
                params.has("disabled") ? !params.flag("disabled") : wish.enabled()));
        call.world().events().endpoints().put(changed.id(), changed);
        return changed.json(false);
    }

    private static ObjectNode removeEndpoint(Call call) {
        var endpoint = endpoint(call);
        call.world().events().endpoints().remove(endpoint.id());
        return Json.object("id", endpoint.id(), "object", "webhook_endpoint", "deleted", true);
    }
}
