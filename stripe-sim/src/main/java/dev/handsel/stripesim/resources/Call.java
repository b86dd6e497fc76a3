package dev.handsel.stripesim.resources;

import dev.handsel.stripesim.model.Account;
import dev.handsel.stripesim.params.Params;
import dev.handsel.stripesim.state.World;
import java.util.List;
import java.util.Optional;

/**
 * One request that passed its table.
 *
 * @param path what stood in the place of the path's variables
 * @param connected the connected account it is made for, if it is
 */
public record Call(World world, Params params, List<String> path, Optional<Account> connected) {

    String id() {
        return path.getFirst();
    }

    /** Whose balance it is about. */
    Account account() {
        return connected.orElseGet(world::platform);
    }
}
