package dev.handsel.fraud.replay;

import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.FraudType;
import dev.handsel.fraud.verdicts.Subject.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What other parameters would change, as it is kept and told.
 *
 * @param evaluatedAt by the clock of the server
 * @param time up to which it goes, by the clock of the programme
 * @param event the merchant's id of the last event that it goes by; absent where there is none
 * @param events how many it goes by
 * @param accounts how many of them would be judged otherwise
 * @param affiliates how many of them would be judged otherwise
 * @param counts by type how many verdicts would become each action
 * @param money what of commissions would be stopped and released
 * @param differences the first of those who would be judged otherwise, at most 100
 * @param left how many differences are not listed
 */
record ShadowResult(
        Instant evaluatedAt,
        Instant time,
        @Nullable String event,
        long events,
        int accounts,
        int affiliates,
        Map<String, Map<String, Long>> counts,
        List<MoneyView> money,
        List<DifferenceView> differences,
        int left) {

    private static final int LISTED = 100;

    /**
     * Commissions of one currency, in minor units.
     *
     * @param held earned and not stopped now, and held then
     * @param notEarned earned and not stopped now, and not earned then
     * @param released stopped now, and not then
     */
    record MoneyView(String currency, long held, long notEarned, long released) {}

    /**
     * Somebody who would be judged otherwise in one respect.
     *
     * @param id the merchant's, or ours of an affiliate who has none
     * @param now what counts
     * @param action what would count
     * @param stopsAll of an affiliate: whether all that they earn would be held
     * @param rule by which it would count, or counts now where nothing would
     */
    record DifferenceView(
            Kind kind, String id, FraudType type, Action now, Action action, boolean stopsAll, String rule) {

        private static DifferenceView of(ReplayDifference one) {
            return new DifferenceView(
                    one.kind(),
                    one.id(),
                    one.type(),
                    one.now(),
                    one.then(),
                    one.stopsAll(),
                    one.rule().id());
        }
    }

    static ShadowResult of(ReplayReport report, Instant evaluatedAt) {
        var counts = new TreeMap<String, Map<String, Long>>();
        report.byType().forEach((type, actions) -> {
            var words = new TreeMap<String, Long>();
            actions.forEach((action, many) -> words.put(action.word(), many));
            counts.put(type.word(), words);
        });
        return new ShadowResult(
                evaluatedAt,
                report.at(),
                report.lastEvent(),
                report.events(),
                report.judgedOtherwise(Kind.ACCOUNT),
                report.judgedOtherwise(Kind.AFFILIATE),
                counts,
                report.money().entrySet().stream()
                        .map(one -> new MoneyView(
                                one.getKey(),
                                one.getValue().held(),
                                one.getValue().notEarned(),
                                one.getValue().released()))
                        .toList(),
                report.differences().stream()
                        .limit(LISTED)
                        .map(DifferenceView::of)
                        .toList(),
                Math.max(0, report.differences().size() - LISTED));
    }
}
