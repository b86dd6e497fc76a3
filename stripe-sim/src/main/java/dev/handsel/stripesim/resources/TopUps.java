package dev.handsel.stripesim.resources;

import dev.handsel.stripesim.model.Balance;
import dev.handsel.stripesim.model.BalanceTransaction.Movement;
import dev.handsel.stripesim.model.Ids;
import dev.handsel.stripesim.model.Topup;
import dev.handsel.stripesim.state.World;
import java.util.Map;

/** Money that the platform brings in. */
public final class TopUps {

    private TopUps() {}

    /** Adds it to the platform's balance, available at once. */
    public static Topup add(World world, Topup.Order order, Map<String, String> metadata) {
        var id = Ids.fresh("tu");
        var platform = world.platform();
        var moved = world.books()
                .move(platform.id(), new Movement("topup", order.amount(), order.currency(), id, order.description()));
        var topup = new Topup(id, world.clock().instant(), order, metadata, moved.id());
        world.topups().put(id, topup);
        world.events().emit("topup.created", null, topup.json());
        world.events().emit("topup.succeeded", null, topup.json());
        world.events()
                .emit(
                        "balance.available",
                        null,
                        Balance.json(
                                world.books().balances(platform.id()),
                                platform.profile().currency()));
        return topup;
    }
}
