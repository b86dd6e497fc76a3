package dev.handsel.stripesim.state;

import dev.handsel.stripesim.events.Events;
import dev.handsel.stripesim.events.Shelf;
import dev.handsel.stripesim.model.Account;
import dev.handsel.stripesim.model.Balance;
import dev.handsel.stripesim.model.BalanceTransaction.Movement;
import dev.handsel.stripesim.model.Ids;
import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.model.Topup;
import java.time.InstantSource;
import java.util.Map;

/** Money the platform brings in. */
public final class Topups {

    private final Shelf<Topup> topups = new Shelf<>();
    private final InstantSource clock;
    private final Events events;
    private final Ledger ledger;
    private final Account platform;

    Topups(InstantSource clock, Events events, Ledger ledger, Account platform) {
        this.clock = clock;
        this.events = events;
        this.ledger = ledger;
        this.platform = platform;
    }

    public Shelf<Topup> all() {
        return topups;
    }

    public Topup get(String id) {
        return topups.find(id).orElseThrow(() -> StripeError.absent("topup", id));
    }

    public Topup create(Topup.Order order, Map<String, String> metadata) {
        var id = Ids.fresh("tu");
        var in = new Movement("topup", order.amount(), order.currency(), id, order.description());
        var transaction = ledger.post(platform.id(), in);
        var topup = topups.put(id, new Topup(id, clock.instant(), order, metadata, transaction));
        var created = topup.json();
        created.put("status", "pending");
        events.emit("topup.created", null, created);
        events.emit("topup.succeeded", null, topup.json(), Json.object("status", "pending"));
        var balance =
                Balance.json(ledger.balances(platform.id()), platform.profile().currency(), true);
        events.emit("balance.available", null, balance);
        return topup;
    }
}
