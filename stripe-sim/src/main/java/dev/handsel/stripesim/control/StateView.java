package dev.handsel.stripesim.control;

import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.state.World;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The simulator's books on one page. */
final class StateView {

    private final World world;

    StateView(World world) {
        this.world = world;
    }

    ObjectNode json(@Nullable String by) {
        var transferred = new TreeMap<String, Long>();
        var reversed = new TreeMap<String, Long>();
        var counts = new TreeMap<String, Long>();
        for (var transfer : world.transfers().all().all()) {
            var currency = transfer.order().currency();
            add(transferred, currency, transfer.order().amount());
            add(reversed, currency, transfer.reversed());
            var payout = transfer.note().metadata().get("payout_id");
            if (payout != null && by != null) {
                var part = transfer.note().metadata().get("part");
                add(counts, by.equals("part") && part != null ? payout + "/" + part : payout, 1);
            }
        }
        var transfers = Json.object("count", world.transfers().all().size());
        if (by != null) {
            transfers.set("by_" + by, Json.object("all", counts).get("all"));
        }
        return Json.object(
                "now", world.clock().instant().toString(),
                "platform", platform(),
                "connected", connected(),
                "transfers", transfers,
                "transferred", transferred,
                "reversed", reversed,
                "topped_up", toppedUp(),
                "accounts", world.accounts().all().size(),
                "payouts", world.payouts().all().size(),
                "events", world.events().all().size(),
                "deliveries_held", world.events().deliveries().held());
    }

    private ObjectNode platform() {
        var id = world.accounts().platform().id();
        var available = new TreeMap<String, Long>();
        world.ledger().balances(id).forEach((currency, balance) -> add(available, currency, balance.available()));
        return Json.object("id", id, "available", available);
    }

    private ObjectNode connected() {
        var available = new TreeMap<String, Long>();
        var pending = new TreeMap<String, Long>();
        for (var holder : world.ledger().holders()) {
            if (!world.accounts().isPlatform(holder)) {
                world.ledger().balances(holder).forEach((currency, balance) -> {
                    add(available, currency, balance.available());
                    add(pending, currency, balance.pending());
                });
            }
        }
        return Json.object("available", available, "pending", pending);
    }

    private Map<String, Long> toppedUp() {
        var sums = new TreeMap<String, Long>();
        for (var topup : world.topups().all().all()) {
            add(sums, topup.order().currency(), topup.order().amount());
        }
        return sums;
    }

    private static void add(Map<String, Long> sums, String name, long amount) {
        sums.merge(name, amount, Math::addExact);
    }
}
