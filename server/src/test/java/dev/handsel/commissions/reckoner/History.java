package dev.handsel.commissions.reckoner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happened to one customer, as events of {@code POST /v1/events}. Their ids belong to the customer alone, so a
 * programme may be told of each once. A signup's code, coupon or click is an affiliate's name, which stands for theirs.
 */
record History(long seed, int number, String customer, List<ObjectNode> events) {

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

    /** The member of a signup that names who brought the customer in this way. */
    static String member(Way way) {
        return switch (way) {
            case COUPON -> "coupon";
            case LINK -> "click_id";
            case CODE -> "code";
        };
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
