package dev.handsel.fraud.replay;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.handsel.commissions.replay.StopPreview.Stopped;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.FraudType;
import dev.handsel.fraud.verdicts.Subject.Kind;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a replay found.
 *
 * @param events how many were gone over
 * @param seq the number of the last of them; what came after it was not judged by the programme either
 * @param lastEvent the merchant's id of it; null where there is none
 * @param behind whether there were later events, which the programme had not judged
 * @param at the time of the programme up to which it went
 * @param differences who would be judged otherwise, in the order of kind, account and type
 * @param money what of commissions would be stopped and released, by the codes of currencies
 */
public record ReplayReport(
        long events,
        long seq,
        @Nullable String lastEvent,
        boolean behind,
        Instant at,
        List<ReplayDifference> differences,
        SortedMap<String, Stopped> money) {

    public ReplayReport {
        differences = List.copyOf(differences);
        money = Collections.unmodifiableSortedMap(new TreeMap<>(money));
    }

    /** How many accounts, or affiliates, would be judged otherwise. */
    public int judgedOtherwise(Kind kind) {
        return differences.stream()
                .filter(difference -> difference.kind() == kind)
                .collect(collectingAndThen(mapping(ReplayDifference::id, toSet()), java.util.Set::size));
    }

    /** How many differences come to each action. */
    public Map<Action, Long> byAction() {
        return differences.stream().collect(groupingBy(ReplayDifference::then, TreeMap::new, Collectors.counting()));
    }

    /** How many differences of each type come to each action. */
    public Map<FraudType, Map<Action, Long>> byType() {
        return differences.stream()
                .collect(groupingBy(
                        ReplayDifference::type,
                        TreeMap::new,
                        groupingBy(ReplayDifference::then, TreeMap::new, Collectors.counting())));
    }
}
