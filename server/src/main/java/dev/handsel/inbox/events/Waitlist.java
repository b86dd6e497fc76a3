package dev.handsel.inbox.events;

import dev.handsel.base.facts.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parked facts that a batch may apply, by what they wait for, in the order of their arrival. */
final class Waitlist {

    private final Map<String, List<UnderstoodEvent>> byKey = new HashMap<>();

    void add(String key, UnderstoodEvent event) {
        byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(event);
    }

    /** Those that waited for this; they wait no longer. */
    List<UnderstoodEvent> release(String key) {
        var released = byKey.remove(key);
        return released == null ? List.of() : released;
    }

    /** The parked fact that tells of this invoice, if there is one. */
    Optional<Fact.InvoicePaid> invoice(String ref) {
        return byKey.values().stream()
                .flatMap(List::stream)
                .flatMap(parked -> parked.fact().asInvoice().stream())
                .filter(invoice -> invoice.invoice().equals(ref))
                .findFirst();
    }
}
