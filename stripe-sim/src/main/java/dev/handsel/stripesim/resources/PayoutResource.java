package dev.handsel.stripesim.resources;

import static dev.handsel.stripesim.params.Schema.*;

import dev.handsel.stripesim.model.Payout;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.params.Param;
import dev.handsel.stripesim.resources.Route.Call;
import dev.handsel.stripesim.state.World;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Payouts, of the platform or of a connected account. */
final class PayoutResource {

    private static final Param.Fields CREATE = one(
            "amount!", amount(),
            "currency!", currency(),
            "description", text(),
            "destination", text(),
            "metadata", metadata(),
            "method", choice("standard", "instant"),
            "payout_method", text(),
            "source_type", choice("bank_account", "card", "fpx"),
            "statement_descriptor", text(22));
    private static final Param.Fields LIST = listed(
            "arrival_date", span(),
            "created", span(),
            "destination", text(),
            "status", choice("pending", "paid", "failed", "canceled", "in_transit"));

    private final World world;

    PayoutResource(World world) {
        this.world = world;
    }

    List<Route> routes() {
        return List.of(
                Route.any("POST", "/v1/payouts", CREATE, this::create),
                Route.any("GET", "/v1/payouts", LIST, this::list),
                Route.any("GET", "/v1/payouts/{}", one(), call -> payout(call).json()),
                Route.any("POST", "/v1/payouts/{}", one("metadata", metadata()), this::update),
                Route.any(
                        "POST",
                        "/v1/payouts/{}/cancel",
                        one(),
                        call -> world.payouts().cancel(payout(call)).json()));
    }

    private ObjectNode create(Call call) {
        var params = call.params();
        var account = world.accounts().get(call.account());
        var destination = params.text("destination", account.bank());
        if (!destination.equals(account.bank())) {
            throw StripeError.noSuch("external account", destination, "destination");
        }
        var order = new Payout.Order(
                params.amount("amount"),
                params.required("currency"),
                params.text("description"),
                params.text("statement_descriptor"),
                params.text("method", "standard"),
                false);
        return world.payouts().create(account, order, params.metadata(Map.of())).json();
    }

    private ObjectNode list(Call call) {
        var params = call.params();
        var created = params.range("created");
        var arrival = params.range("arrival_date");
        var status = params.filter("status");
        var destination = params.filter("destination");
        return Pages.page(
                "/v1/payouts",
                world.payouts().all(),
                params,
                payout -> payout.account().equals(call.account())
                        && created.holds(payout.plan().created())
                        && arrival.holds(payout.plan().arrival())
                        && status.test(payout.status())
                        && destination.test(payout.plan().bank()),
                Payout::json);
    }

    private ObjectNode update(Call call) {
        var payout = payout(call);
        return world.payouts()
                .note(payout, call.params().metadata(payout.metadata()))
                .json();
    }

    private Payout payout(Call call) {
        return world.payouts()
                .find(call.id())
                .filter(payout -> payout.account().equals(call.account()))
                .orElseThrow(() -> StripeError.absent("payout", call.id()));
    }
}
