package dev.handsel.inbox.files;

import dev.handsel.base.refusal.Fault;
import dev.handsel.inbox.events.EventResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts results, and keeps the first few invalid events. */
final class Tally {

    private static final List<String> WORDS =
            List.of("recorded", "duplicate", "not_attributed", "parked", "quarantined", "invalid");
    private static final int SHOWN = 5;

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<ImportReport.Rejected> rejected = new ArrayList<>();

    Tally(Map<String, Long> before) {
        WORDS.forEach(word -> counts.put(word, before.getOrDefault(word, 0L)));
    }

    void add(long line, EventResult result) {
        switch (result) {
            case EventResult.Accepted accepted -> counts.merge(accepted.word(), 1L, Long::sum);
            case EventResult.Invalid invalid -> reject(line, invalid.faults());
        }
    }

    void reject(long line, List<Fault> faults) {
        counts.merge("invalid", 1L, Long::sum);
        if (rejected.size() < SHOWN) {
            rejected.add(new ImportReport.Rejected(line, faults));
        }
    }

    /** All six results, in one order. */
    Map<String, Long> counts() {
        return java.util.Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    List<ImportReport.Rejected> rejected() {
        return List.copyOf(rejected);
    }
}
