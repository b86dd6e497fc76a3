package dev.handsel.stripesim.resources;

import static dev.handsel.stripesim.params.Schema.*;

import dev.handsel.stripesim.model.Balance;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.model.Topup;
import dev.handsel.stripesim.params.Param;
import dev.handsel.stripesim.resources.Route.Call;
import dev.handsel.stripesim.state.World;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Balances, what moved them, and what the platform brought in. */
final class BalanceResource {

    private static final Param.Fields MOVEMENTS = listed(
            "created", span(),
            "currency", currency(),
            "payout", text(),
            "source", text(),
            "type", text());
    private static final Param.Fields TOPUP = one(
            "amount!", amount(100),
            "currency!", currency(),
            "description", text(),
            "metadata", metadata(),
            "source", text(),
            "statement_descriptor", text(15),
            "transfer_group", text());
    private static final Param.Fields TOPUPS = listed(
            "amount", span(),
            "created", span(),
            "status", choice("canceled", "failed", "pending", "succeeded"));

    private final World world;

    BalanceResource(World world) {
        this.world = world;
    }

    List<Route> routes() {
        return List.of(
                Route.any("GET", "/v1/balance", one(), this::balance),
                Route.any("GET", "/v1/balance_transactions", MOVEMENTS, this::movements),
                Route.any("GET", "/v1/balance_transactions/{}", one(), this::movement),
                Route.platform("POST", "/v1/topups", TOPUP, this::topup),
                Route.platform("GET", "/v1/topups", TOPUPS, this::topups),
                Route.platform(
                        "GET",
                        "/v1/topups/{}",
                        one(),
                        call -> world.topups().get(call.id()).json()));
    }

    private ObjectNode balance(Call call) {
        var account = world.accounts().get(call.account());
        return Balance.json(
                world.ledger().balances(account.id()),
                account.profile().currency(),
                world.accounts().isPlatform(account.id()));
    }

    private ObjectNode movements(Call call) {
        var params = call.params();
        requireAutomatic(params.text("payout"), call.account());
        var now = world.clock().instant();
        var created = params.range("created");
        var currency = params.filter("currency");
        var payout = params.filter("payout");
        var source = params.filter("source");
        var type = params.filter("type");
        return Pages.page(
                "/v1/balance_transactions",
                world.ledger().movements(),
                params,
                each -> each.account().equals(call.account())
                        && created.holds(each.created())
                        && currency.test(each.movement().currency())
                        && payout.test(each.payout())
                        && source.test(each.movement().source())
                        && type.test(each.movement().type()),
                each -> each.json(now));
    }

    /** What a payout that somebody ordered is made of is not told. */
    private void requireAutomatic(@Nullable String payout, String account) {
        boolean manual = payout != null
                && world.payouts()
                        .find(payout)
                        .filter(found -> found.account().equals(account)
                                && !found.order().automatic())
                        .isPresent();
        if (manual) {
            throw StripeError.invalid(
                    null,
                    "Balance transaction history can only be filtered on automatic payouts, not manual ones.",
                    "payout");
        }
    }

    private ObjectNode movement(Call call) {
        return world.ledger()
                .movements()
                .find(call.id())
                .filter(each -> each.account().equals(call.account()))
                .orElseThrow(() -> StripeError.absent("balance transaction", call.id()))
                .json(world.clock().instant());
    }

    private ObjectNode topup(Call call) {
        var params = call.params();
        var order = new Topup.Order(
                params.amount("amount"),
                params.required("currency"),
                params.text("description"),
                params.text("statement_descriptor"),
                params.text("transfer_group"));
        return world.topups().create(order, params.metadata(Map.of())).json();
    }

    private ObjectNode topups(Call call) {
        var params = call.params();
        var created = params.range("created");
        var amount = params.range("amount");
        var status = params.filter("status");
        return Pages.page(
                "/v1/topups",
                world.topups().all(),
                params,
                topup -> created.holds(topup.created())
                        && amount.holds(topup.order().amount())
                        && status.test("succeeded"),
                Topup::json);
    }
}
