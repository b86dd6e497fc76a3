package dev.handsel.stripesim.resources;

import static dev.handsel.stripesim.params.Schema.*;

import dev.handsel.stripesim.events.Shelf;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.model.Transfer;
import dev.handsel.stripesim.model.TransferReversal;
import dev.handsel.stripesim.params.Param;
import dev.handsel.stripesim.params.Params;
import dev.handsel.stripesim.resources.Route.Call;
import dev.handsel.stripesim.state.World;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Transfers and their reversals. */
final class TransferResource {

    private static final Param.Fields CREATE = one(
            "amount!", amount(),
            "currency!", currency(),
            "destination!", text(),
            "description", text(),
            "metadata", metadata(),
            "source_transaction", text(),
            "source_type", choice("bank_account", "card", "fpx"),
            "transfer_group", text());
    private static final Param.Fields LIST = listed("created", span(), "destination", text(), "transfer_group", text());
    private static final Param.Fields UPDATE = one("description", unsettable(), "metadata", metadata());
    private static final Param.Fields REVERSE =
            one("amount", amount(), "description", text(), "metadata", metadata(), "refund_application_fee", flag());

    private final World world;

    TransferResource(World world) {
        this.world = world;
    }

    List<Route> routes() {
        return List.of(
                Route.platform("POST", "/v1/transfers", CREATE, this::create).checked(this::withinLimit),
                Route.platform("GET", "/v1/transfers", LIST, this::list),
                Route.platform(
                        "GET", "/v1/transfers/{}", one(), call -> transfer(call).json()),
                Route.platform("POST", "/v1/transfers/{}", UPDATE, this::update),
                Route.platform("POST", "/v1/transfers/{}/reversals", REVERSE, this::reverse),
                Route.platform("GET", "/v1/transfers/{}/reversals", listed(), this::reversals),
                Route.platform(
                        "GET",
                        "/v1/transfers/{}/reversals/{}",
                        one(),
                        call -> reversal(call).json()),
                Route.platform(
                        "POST", "/v1/transfers/{}/reversals/{}", one("metadata", metadata()), this::updateReversal));
    }

    private void withinLimit(Params params) {
        world.transfers().requireWithinLimit(params.amount("amount"), params.required("currency"));
    }

    private ObjectNode create(Call call) {
        var params = call.params();
        var source = params.text("source_transaction");
        if (source != null) {
            throw StripeError.noSuch("charge", source, "source_transaction");
        }
        var order = new Transfer.Order(
                params.amount("amount"),
                params.required("currency"),
                params.required("destination"),
                params.text("transfer_group"),
                params.text("source_type", "card"));
        var note = new Transfer.Note(params.text("description"), params.metadata(Map.of()));
        return world.transfers().create(order, note).json();
    }

    private ObjectNode list(Call call) {
        var params = call.params();
        var created = params.range("created");
        var destination = params.filter("destination");
        var group = params.filter("transfer_group");
        return Pages.page(
                "/v1/transfers",
                world.transfers().all(),
                params,
                transfer -> created.holds(transfer.created())
                        && destination.test(transfer.order().destination())
                        && group.test(transfer.order().group()),
                Transfer::json);
    }

    private ObjectNode update(Call call) {
        var transfer = transfer(call);
        var note = transfer.note();
        var description = call.params().changed("description", note.description());
        var metadata = call.params().metadata(note.metadata());
        return world.transfers()
                .note(transfer, new Transfer.Note(description, metadata))
                .json();
    }

    private ObjectNode reverse(Call call) {
        var transfer = transfer(call);
        long amount = call.params().whole("amount", transfer.remaining());
        return world.transfers()
                .reverse(transfer, amount, call.params().metadata(Map.of()))
                .json();
    }

    private ObjectNode reversals(Call call) {
        var transfer = transfer(call);
        var shelf = new Shelf<TransferReversal>();
        transfer.reversals().forEach(reversal -> shelf.put(reversal.id(), reversal));
        var url = "/v1/transfers/" + transfer.id() + "/reversals";
        return Pages.page(url, shelf, call.params(), _ -> true, TransferReversal::json);
    }

    private ObjectNode updateReversal(Call call) {
        var reversal = reversal(call);
        var changed = reversal.with(call.params().metadata(reversal.metadata()));
        return world.transfers().note(transfer(call), changed).json();
    }

    private Transfer transfer(Call call) {
        return world.transfers().get(call.id());
    }

    private TransferReversal reversal(Call call) {
        var id = call.ids().get(1);
        return transfer(call).reversals().stream()
                .filter(reversal -> reversal.id().equals(id))
                .findFirst()
                .orElseThrow(() -> StripeError.absent("transfer reversal", id));
    }
}
