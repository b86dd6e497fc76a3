package dev.handsel.inbox.events;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.Outcome.Waiting;
import java.util.stream.Stream;

/**
 * A fact on its way through the inbox.
 *
 * @param payload canonical JSON
 */
record Arrival(String type, Fact fact, String payload, String sha256) {

    String id() {
        return fact.envelope().id();
    }

    /** Everything that nobody else may work on meanwhile: the event itself, and what it names. */
    Stream<String> keys() {
        return Stream.concat(
                Stream.of("event:" + id()), fact.references().stream().flatMap(reference -> reference.lock().stream()));
    }

    /** What parked events may wait for that this fact brings, if it counts. */
    Stream<String> brings() {
        return fact.brings().stream().map(Waiting::key);
    }
}
