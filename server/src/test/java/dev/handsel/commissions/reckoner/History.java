package dev.handsel.commissions.reckoner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happened to one customer, as events of {@code POST /v1/events}. Their ids belong to the customer alone, so a
 * programme may be told of each once. A signup has the code {@link #CODE}, which stands for one of the affiliate's.
 */
record History(long seed, int number, String customer, List<ObjectNode> events) {

    static final String CODE = "the-affiliate";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    Facts facts() {
        return ToldFacts.of(events);
    }

    History shuffled(Random random) {
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        return of(shuffled);
    }

    /** The same events in another order, or some of them. */
    History of(List<ObjectNode> others) {
        return new History(seed, number, customer, others);
    }

    /** The same of somebody else: all ids are new. */
    History renamed(String other) {
        return new History(
                seed,
                number,
                other,
                events.stream()
                        .map(event -> (ObjectNode) JSON.readTree(event.toString()
                                .replace("-" + customer + "-", "-" + other + "-")
                                .replace("\"" + customer + "\"", "\"" + other + "\"")))
                        .toList());
    }

    History without(int event) {
        var rest = new ArrayList<>(events);
        rest.remove(event);
        return of(rest);
    }

    /** Everything that is needed to tell it again, an event a line. */
    @Override
    public String toString() {
        return "history %d of seed %d, told in this order:%n".formatted(number, seed)
                + events.stream().map(ObjectNode::toString).collect(Collectors.joining("\n"));
    }
}
