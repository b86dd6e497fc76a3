package dev.handsel.stripesim.resources;

import static dev.handsel.stripesim.params.Schema.amount;
import static dev.handsel.stripesim.params.Schema.choice;
import static dev.handsel.stripesim.params.Schema.currency;
import static dev.handsel.stripesim.params.Schema.flag;
import static dev.handsel.stripesim.params.Schema.list;
import static dev.handsel.stripesim.params.Schema.metadata;
import static dev.handsel.stripesim.params.Schema.one;
import static dev.handsel.stripesim.params.Schema.span;
import static dev.handsel.stripesim.params.Schema.text;
import static dev.handsel.stripesim.params.Schema.unsettable;

import dev.handsel.stripesim.events.Shelf;
import dev.handsel.stripesim.model.Balance;
import dev.handsel.stripesim.model.BalanceTransaction;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.model.Topup;
import dev.handsel.stripesim.model.Transfer;
import dev.handsel.stripesim.model.TransferReversal;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Balances, their movements, top-ups, transfers and reversals.
 *
 * @see <a href="https://docs.stripe.com/api/transfers">docs.stripe.com/api/transfers</a>
 */
final class MoneyRoutes {

    private MoneyRoutes() {}

    static List<Route> all() {
        return List.of(
                Route.get("/v1/balance", one(), MoneyRoutes::balance),
                Route.get(
                        "/v1/balance_transactions",
                        list(
                                "created",
                                span(),
                                "currency",
                                currency(),
                                "payout",
                                text(),
                                "source",
                                text(),
                                "type",
                                text()),
                        MoneyRoutes::movements),
                Route.get("/v1/balance_transactions/{id}", one(), MoneyRoutes::movement),
                Route.post(
                        "/v1/topups",
                        one(
                                "amount!", amount(),
                                "currency!", currency(),
                                "description", unsettable(),
                                "metadata", metadata(),
                                "source", text(),
                                "statement_descriptor", text(15),
                                "transfer_group", text()),
                        MoneyRoutes::topUp),
                Route.get("/v1/topups", list("created", span(), "status", text()), MoneyRoutes::topUps),
                Route.get(
                        "/v1/topups/{id}",
                        one(),
                        call -> call.world()
                                .topups()
                                .find(call.id())
                                .orElseThrow(() -> StripeError.absent("topup", call.id()))
                                .json()),
                Route.post(
                        "/v1/transfers",
                        one(
                                "amount!", amount(),
                                "currency!", currency(),
                                "destination!", text(),
                                "description", unsettable(),
                                "metadata", metadata(),
                                "source_transaction", text(),
                                "source_type", choice("bank_account", "card", "fpx"),
                                "transfer_group", text()),
                        MoneyRoutes::transfer),
                Route.get(
                        "/v1/transfers",
                        list("created", span(), "destination", text(), "transfer_group", text()),
                        MoneyRoutes::transfers),
                Route.get("/v1/transfers/{id}", one(), call -> found(call).json()),
                Route.post(
                        "/v1/transfers/{id}",
                        one("description", unsettable(), "metadata", metadata()),
                        MoneyRoutes::changed),
                Route.post(
                        "/v1/transfers/{id}/reversals",
                        one(
                                "amount", amount(),
                                "description", unsettable(),
                                "metadata", metadata(),
                                "refund_application_fee", flag()),
                        MoneyRoutes::reverse),
                Route.get("/v1/transfers/{id}/reversals", list(), MoneyRoutes::reversals),
                Route.get("/v1/transfers/{id}/reversals/{reversal}", one(), MoneyRoutes::reversal));
    }

    private static ObjectNode balance(Call call) {
        var account = call.account();
        return Balance.json(
                call.world().books().balances(account.id()), account.profile().currency());
    }

    private static ObjectNode movements(Call call) {
        var params = call.params();
        var now = call.world().clock().instant();
        var books = call.world().books();
        return Lists.page(
                "/v1/balance_transactions",
                books.of(call.account().id()),
                params,
                moved -> params.range("created").holds(moved.created())
                        && params.filter("currency").test(moved.movement().currency())
                        && params.filter("type").test(moved.movement().type())
                        && params.filter("source").test(moved.movement().source())
                        && books.isPart(moved, params.text("payout")),
                moved -> shown(call, moved, moved.json(now)));
    }

    private static ObjectNode movement(Call call) {
        var moved = call.world()
                .books()
                .of(call.account().id())
                .find(call.id())
                .orElseThrow(() -> StripeError.absent("balance_transaction", call.id()));
        return shown(call, moved, moved.json(call.world().clock().instant()));
    }

    /** With what moved it in full, where that is asked for. */
    private static ObjectNode shown(Call call, BalanceTransaction moved, ObjectNode json) {
        boolean wanted = call.params().texts("expand").stream()
                .anyMatch(path -> path.equals("data.source") || path.equals("source"));
        if (wanted) {
            var source = moved.movement().source();
            if (source.startsWith("tr_")) {
                call.world().transfers().all().find(source).ifPresent(transfer -> json.set("source", transfer.json()));
            } else if (source.startsWith("trr_")) {
                call.world().transfers().reversal(source).ifPresent(back -> json.set("source", back.json()));
            }
        }
        return json;
    }

    private static ObjectNode topUp(Call call) {
        var params = call.params();
        var order = new Topup.Order(
                params.amount("amount"),
                params.required("currency"),
                params.text("description"),
                params.text("statement_descriptor"),
                params.text("transfer_group"));
        return TopUps.add(call.world(), order, params.metadata(Map.of())).json();
    }

    private static ObjectNode topUps(Call call) {
        var params = call.params();
        return Lists.page(
                "/v1/topups",
                call.world().topups(),
                params,
                topup -> params.range("created").holds(topup.created())
                        && params.filter("status").test("succeeded"),
                Topup::json);
    }

    private static ObjectNode transfer(Call call) {
        var params = call.params();
        if (params.has("source_transaction")) {
            throw StripeError.noSuch("charge", params.required("source_transaction"), "source_transaction");
        }
        var order = new Transfer.Order(
                params.amount("amount"),
                params.required("currency"),
                params.required("destination"),
                params.text("transfer_group"),
                params.text("source_type", "card"));
        var note = new Transfer.Note(params.text("description"), params.metadata(Map.of()));
        return call.world().transfers().create(order, note).json();
    }

    private static ObjectNode transfers(Call call) {
        var params = call.params();
        return Lists.page(
                "/v1/transfers",
                call.world().transfers().all(),
                params,
                transfer -> params.range("created").holds(transfer.created())
                        && params.filter("destination").test(transfer.order().destination())
                        && (params.text("transfer_group") == null
                                || params.required("transfer_group")
                                        .equals(transfer.order().group())),
                Transfer::json);
    }

    private static Transfer found(Call call) {
        return call.world()
                .transfers()
                .all()
                .find(call.id())
                .orElseThrow(() -> StripeError.absent("transfer", call.id()));
    }

    private static ObjectNode changed(Call call) {
        var transfer = found(call);
        var note = transfer.note();
        var changed = new Transfer.Note(
                call.params().changed("description", note.description()),
                call.params().metadata(note.metadata()));
        return call.world().transfers().change(transfer, changed).json();
    }

    private static ObjectNode reverse(Call call) {
        var params = call.params();
        var amount = params.has("amount") ? (Long) params.amount("amount") : null;
        return call.world()
                .transfers()
                .reverse(found(call), amount, params.metadata(Map.of()))
                .json();
    }

    private static ObjectNode reversals(Call call) {
        var shelf = new Shelf<TransferReversal>();
        found(call).reversals().forEach(reversal -> shelf.put(reversal.id(), reversal));
        return Lists.page(
                "/v1/transfers/" + call.id() + "/reversals", shelf, call.params(), _ -> true, TransferReversal::json);
    }

    private static ObjectNode reversal(Call call) {
        var wanted = call.path().get(1);
        return found(call).reversals().stream()
                .filter(reversal -> reversal.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> StripeError.absent("transfer_reversal", wanted))
                .json();
    }
}
