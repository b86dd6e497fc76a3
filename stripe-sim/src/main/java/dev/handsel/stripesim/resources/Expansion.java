package dev.handsel.stripesim.resources;

import dev.handsel.stripesim.model.AccountJson;
import dev.handsel.stripesim.model.Payout;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.model.Topup;
import dev.handsel.stripesim.model.Transfer;
import dev.handsel.stripesim.model.TransferReversal;
import dev.handsel.stripesim.state.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts objects where an answer has only their identifiers. */
public final class Expansion {

    private static final Set<String> EXPANDABLE = Set.of(
            "data",
            "account",
            "balance_transaction",
            "destination",
            "destination_payment",
            "destination_payment_refund",
            "external_accounts",
            "failure_balance_transaction",
            "individual",
            "original_payout",
            "reversals",
            "reversed_by",
            "source",
            "source_refund",
            "source_transaction",
            "transfer");

    private final World world;

    public Expansion(World world) {
        this.world = world;
    }

    /** Refuses paths like {@code data.source.transfer} that lead nowhere, before anything is executed. */
    public void check(List<String> paths) {
        for (var path : paths) {
            var parts = parts(path);
            if (parts.size() > 4) {
                throw StripeError.invalid(null, "You cannot expand more than 4 levels of a property.", "expand");
            }
            if (!EXPANDABLE.containsAll(parts)) {
                throw StripeError.invalid(null, "This property cannot be expanded (" + path + ").", "expand");
            }
        }
    }

    public ObjectNode expand(ObjectNode answer, List<String> paths) {
        paths.forEach(path -> walk(answer, parts(path)));
        return answer;
    }

    private static List<String> parts(String path) {
        return List.of(path.split("\\.", -1));
    }

    private void walk(JsonNode node, List<String> parts) {
        if (parts.isEmpty()) {
            return;
        }
        switch (node) {
            case ArrayNode array -> array.forEach(each -> walk(each, parts));
            case ObjectNode object -> step(object, parts);
            default -> {}
        }
    }

    private void step(ObjectNode object, List<String> parts) {
        var name = parts.getFirst();
        var child = object.get(name);
        if (child == null) {
            return;
        }
        if (child.isString()) {
            find(child.stringValue()).ifPresent(found -> object.set(name, found));
        }
        walk(object.get(name), parts.subList(1, parts.size()));
    }

    private Optional<ObjectNode> find(String id) {
        return switch (id.substring(0, Math.max(0, id.indexOf('_')))) {
            case "txn" ->
                world.ledger()
                        .movements()
                        .find(id)
                        .map(each -> each.json(world.clock().instant()));
            case "tr" -> world.transfers().all().find(id).map(Transfer::json);
            case "trr" -> world.transfers().reversal(id).map(TransferReversal::json);
            case "po" -> world.payouts().all().find(id).map(Payout::json);
            case "tu" -> world.topups().all().find(id).map(Topup::json);
            case "acct" -> world.accounts().find(id).map(AccountJson::of);
            default -> Optional.empty();
        };
    }
}
