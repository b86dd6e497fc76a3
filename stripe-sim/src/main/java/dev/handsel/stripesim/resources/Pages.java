package dev.handsel.stripesim.resources;

import dev.handsel.stripesim.events.Shelf;
import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.params.Params;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Lists, latest first, in pages by cursor. */
final class Pages {

    private Pages() {}

    static <T> ObjectNode page(
            String url, Shelf<T> shelf, Params params, Predicate<T> filter, Function<T, ObjectNode> view) {
        int limit = (int) params.whole("limit", 10);
        var before = params.text("ending_before");
        var after = params.text("starting_after");
        var found = before == null
                ? downwards(
                        shelf, after == null ? shelf.places() : place(shelf, after, "starting_after"), limit, filter)
                : upwards(shelf, place(shelf, before, "ending_before"), limit, filter);
        boolean more = found.size() > limit;
        if (more) {
            found.removeLast();
        }
        var inOrder = before == null ? found : found.reversed();
        return Json.list(url, more, inOrder.stream().map(view).toList());
    }

    private static <T> int place(Shelf<T> shelf, String id, String param) {
        return shelf.place(id).orElseThrow(() -> StripeError.noSuch("object", id, param));
    }

    private static <T> List<T> downwards(Shelf<T> shelf, int from, int limit, Predicate<T> filter) {
        var found = new ArrayList<T>();
        for (int place = from - 1; place >= 0 && found.size() <= limit; place--) {
            shelf.at(place).filter(filter).ifPresent(found::add);
        }
        return found;
    }

    private static <T> List<T> upwards(Shelf<T> shelf, int from, int limit, Predicate<T> filter) {
        var found = new ArrayList<T>();
        for (int place = from + 1; place < shelf.places() && found.size() <= limit; place++) {
            shelf.at(place).filter(filter).ifPresent(found::add);
        }
        return found;
    }
}
