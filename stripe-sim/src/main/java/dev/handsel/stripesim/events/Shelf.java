package dev.handsel.stripesim.events;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Things by their id, in the order they came. Whoever uses it holds the simulator's lock. */
public final class Shelf<T> {

    private final List<String> ids = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, T> things = new HashMap<>();

    /** Adds, or replaces what has this id. */
    public T put(String id, T thing) {
        if (things.put(id, thing) == null) {
            places.put(id, ids.size());
            ids.add(id);
        }
        return thing;
    }

    public Optional<T> find(String id) {
        return Optional.ofNullable(things.get(id));
    }

    /** Takes away; its place stays empty, so cursors keep their meaning. */
    public void remove(String id) {
        things.remove(id);
    }

    /** Where a thing stands, or stood. */
    public Optional<Integer> place(String id) {
        return Optional.ofNullable(places.get(id));
    }

    public int places() {
        return ids.size();
    }

    public Optional<T> at(int place) {
        return Optional.ofNullable(things.get(ids.get(place)));
    }

    public int size() {
        return things.size();
    }

    /** All of them, in no order. */
    public Iterable<T> all() {
        return Collections.unmodifiableCollection(things.values());
    }
}
