package dev.handsel.stripesim.resources;

import dev.handsel.stripesim.state.World;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** All paths of the API. */
public final class Routes {

    private final List<Route> routes = new ArrayList<>();

    public Routes(World world, Supplier<URI> api) {
        routes.addAll(new TransferResource(world).routes());
        routes.addAll(new AccountResource(world, api).routes());
        routes.addAll(new BalanceResource(world).routes());
        routes.addAll(new PayoutResource(world).routes());
        routes.addAll(new EventResource(world).routes());
        routes.addAll(new EndpointResource(world).routes());
    }

    /** A path with the identifiers in it. */
    public record Match(Route route, List<String> ids) {}

    public Optional<Match> find(String method, String path) {
        var parts = Route.parts(path);
        for (var route : routes) {
            var ids = route.match(method, parts);
            if (ids.isPresent()) {
                return Optional.of(new Match(route, ids.get()));
            }
        }
        return Optional.empty();
    }
}
