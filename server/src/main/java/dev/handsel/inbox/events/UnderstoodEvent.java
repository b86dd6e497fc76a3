package dev.handsel.inbox.events;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.FactOutcome.Waiting;
import dev.handsel.base.refusal.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An event whose fact can be worked on, and which can be stored.
 *
 * @param payload canonical JSON
 */
record UnderstoodEvent(String type, Fact fact, String payload, String sha256) implements IncomingEvent {

    @Override
    public String id() {
        return fact.envelope().id();
    }

    @Override
    public Optional<Instant> occurredAt() {
        return Optional.of(fact.envelope().occurredAt());
    }

    @Override
    public List<Fault> faults() {
        return List.of();
    }

    /** Everything that nobody else may work on meanwhile: the event itself, and what it names. */
    Stream<String> keys() {
        return Stream.concat(
                Stream.of("event:" + id()), fact.references().stream().flatMap(reference -> reference.lock().stream()));
    }

    /**
     * What parked events may wait for that this fact brings, if it counts. Where an older version still had to know the first
     * month of a customer, the next invoice brings it.
     */
    Stream<String> brings() {
        return Stream.concat(
                fact.brings().stream().map(Waiting::key),
                fact.asInvoice().map(invoice -> "months:" + invoice.customer()).stream());
    }
}
