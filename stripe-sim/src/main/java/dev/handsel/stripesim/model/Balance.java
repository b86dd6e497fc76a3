package dev.handsel.stripesim.model;

import java.util.ArrayList;
import java.util.Map;
import java.util.SortedMap;
import tools.jackson.databind.node.ObjectNode;

/** What an account has in one currency: at hand, and on its way to being at hand. */
public record Balance(long available, long pending) {

    public static final Balance NONE = new Balance(0, 0);

    public Balance plus(long more) {
        return new Balance(Math.addExact(available, more), pending);
    }

    public Balance plusPending(long more) {
        return new Balance(available, Math.addExact(pending, more));
    }

    public long total() {
        return Math.addExact(available, pending);
    }

    /** All balances of an account, shown as Stripe's balance object; an empty one shows its own currency with 0. */
    public static ObjectNode json(SortedMap<String, Balance> balances, String currency, boolean platform) {
        var all = balances.isEmpty() ? Map.of(currency, NONE) : balances;
        var available = new ArrayList<ObjectNode>();
        var pending = new ArrayList<ObjectNode>();
        var reserved = new ArrayList<ObjectNode>();
        all.forEach((unit, balance) -> {
            available.add(amount(unit, balance.available));
            pending.add(amount(unit, balance.pending));
            reserved.add(Json.object("amount", 0, "currency", unit));
        });
        var json = Json.object("object", "balance", "available", available);
        if (platform) {
            json.set("connect_reserved", Json.array(reserved));
        }
        json.setAll(Json.object("instant_available", available, "livemode", false, "pending", pending));
        return json;
    }

    private static ObjectNode amount(String currency, long amount) {
        return Json.object("amount", amount, "currency", currency, "source_types", Json.object("card", amount));
    }
}
