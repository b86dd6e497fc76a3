package dev.handsel.stripesim.resources;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every operation there is. */
public final class Routes {

    private final List<Route> all;

    /**
     * The operations.
     *
     * @param base where this simulator is reached, for the links it hands out
     */
    public Routes(URI base) {
        this.all = Stream.of(new AccountRoutes(base).all(), MoneyRoutes.all(), OtherRoutes.all())
                .flatMap(List::stream)
                .toList();
    }

    /** An operation, and what stood in the place of its variables. */
    public record Found(Route route, List<String> path) {}

    public Optional<Found> find(String method, String path) {
        return all.stream()
                .flatMap(route -> route.match(method, path).map(found -> new Found(route, found)).stream())
                .findFirst();
    }
}
