package dev.handsel.stripesim.resources;

import dev.handsel.stripesim.model.AccountJson;
import dev.handsel.stripesim.model.Payout;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.model.Topup;
import dev.handsel.stripesim.model.Transfer;
import dev.handsel.stripesim.state.World;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts objects where an answer has only their identifiers. */
public final class Expansion {

    private final World world;

    public Expansion(World world) {
        this.world = world;
    }

    /** Each path is like {@code data.source.transfer}. */
    public ObjectNode expand(ObjectNode answer, List<String> paths) {
        for (var path : paths) {
            var parts = List.of(path.split("\\.", -1));
            if (parts.size() > 4) {
                throw StripeError.invalid(null, "You cannot expand more than 4 levels of a property.", "expand");
            }
            expand(answer, parts, path);
        }
        return answer;
    }

    private void expand(JsonNode node, List<String> parts, String path) {
        if (parts.isEmpty()) {
            return;
        }
        switch (node) {
            case ArrayNode array -> array.forEach(each -> expand(each, parts, path));
            case ObjectNode object -> step(object, parts, path);
            default -> {}
        }
    }

    private void step(ObjectNode object, List<String> parts, String path) {
        var name = parts.getFirst();
        var child = object.get(name);
        if (child == null) {
            throw StripeError.invalid(null, "This property cannot be expanded (" + path + ").", "expand");
        }
        if (child.isString()) {
            find(child.stringValue()).ifPresent(found -> object.set(name, found));
        }
        expand(object.get(name), parts.subList(1, parts.size()), path);
    }

    private Optional<ObjectNode> find(String id) {
        return switch (id.substring(0, Math.max(0, id.indexOf('_')))) {
            case "txn" ->
                world.ledger()
                        .movements()
                        .find(id)
                        .map(each -> each.json(world.clock().instant()));
            case "tr" -> world.transfers().all().find(id).map(Transfer::json);
            case "po" -> world.payouts().all().find(id).map(Payout::json);
            case "tu" -> world.topups().all().find(id).map(Topup::json);
            case "acct" -> world.accounts().find(id).map(AccountJson::of);
            default -> Optional.empty();
        };
    }
}
