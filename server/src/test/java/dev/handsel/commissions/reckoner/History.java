package dev.handsel.commissions.reckoner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happened to one customer, as events of {@code POST /v1/events}. Their ids belong to the number alone, so a programme
 * may be told each number once. A signup has the code {@link #CODE}, which stands for one of the affiliate's.
 */
record History(long seed, int number, List<ObjectNode> events) {

    static final String CODE = "the-affiliate";

    String customer() {
        return "c" + number;
    }

    Facts facts() {
        return ToldFacts.of(events);
    }

    History shuffled(Random random) {
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        return new History(seed, number, shuffled);
    }

    History without(int event) {
        var rest = new ArrayList<>(events);
        rest.remove(event);
        return new History(seed, number, rest);
    }

    /** Everything that is needed to tell it again, an event a line. */
    @Override
    public String toString() {
        return "history %d of seed %d, told in this order:%n".formatted(number, seed)
                + events.stream().map(ObjectNode::toString).collect(Collectors.joining("\n"));
    }
}
