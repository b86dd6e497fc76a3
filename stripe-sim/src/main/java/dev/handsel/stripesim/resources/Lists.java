package dev.handsel.stripesim.resources;

import dev.handsel.stripesim.events.Shelf;
import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.params.Params;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Pages of a list, newest first, by the cursors that Stripe documents. */
final class Lists {

    private Lists() {}

    static <T> ObjectNode page(
            String url, Shelf<T> shelf, Params params, Predicate<T> filter, Function<T, ObjectNode> json) {
        long limit = params.whole("limit", 10);
        var after = params.text("starting_after");
        var before = params.text("ending_before");
        if (after != null && before != null) {
            throw StripeError.invalid(null, "You cannot use both starting_after and ending_before.", "ending_before");
        }
        boolean upward = before != null;
        int start = start(shelf, upward ? before : after, upward ? "ending_before" : "starting_after");
        int step = upward ? 1 : -1;
        List<ObjectNode> found = new ArrayList<>();
        boolean more = false;
        for (int place = start; place >= 0 && place < shelf.places() && !more; place += step) {
            var thing = shelf.at(place).filter(filter);
            if (thing.isPresent()) {
                more = found.size() == limit;
                if (!more) {
                    found.add(json.apply(thing.get()));
                }
            }
        }
        if (upward) {
            Collections.reverse(found);
        }
        return Json.list(url, more, found);
    }

    private static int start(Shelf<?> shelf, @Nullable String cursor, String name) {
        if (cursor == null) {
            return shelf.places() - 1;
        }
        int place = shelf.place(cursor).orElseThrow(() -> StripeError.noSuch("object", cursor, name));
        return name.equals("starting_after") ? place - 1 : place + 1;
    }
}
