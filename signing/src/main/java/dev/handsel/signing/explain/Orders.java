package dev.handsel.signing.explain;

import java.util.ArrayList;
import java.util.List;

/** The orders in which a few things can stand. */
final class Orders {

    /** More things than this have too many. */
    static final int MOST = 5;

    private Orders() {}

    /** Every order, the given one among them; none where there are more than {@link #MOST}. */
    static <T> List<List<T>> of(List<T> things) {
        if (things.size() > MOST) {
            return List.of();
        }
        var orders = new ArrayList<List<T>>();
        choose(new ArrayList<>(), new ArrayList<>(things), orders);
        return orders;
    }

    private static <T> void choose(List<T> chosen, List<T> rest, List<List<T>> orders) {
        if (rest.isEmpty()) {
            orders.add(List.copyOf(chosen));
            return;
        }
        for (int i = 0; i < rest.size(); i++) {
            var next = rest.remove(i);
            chosen.add(next);
            choose(chosen, rest, orders);
            chosen.remove(chosen.size() - 1);
            rest.add(i, next);
        }
    }
}
