package dev.handsel.fraud.cases;

import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.verdicts.Others;
import dev.handsel.fraud.verdicts.Signal;
import dev.handsel.fraud.verdicts.Signal.Standing;
import dev.handsel.fraud.verdicts.Subject.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a rule says of somebody, and by what.
 *
 * @param kind whether it is about what the account pays, or about what it refers
 * @param account `customer:` and the merchant's id, or `affiliate:` and the id of an affiliate who has none
 * @param others the accounts because of which it is said
 * @param rule its id, such as SR-2
 * @param said false where the rule says so no more, and the signal stands as it was confirmed
 * @param raisedAt by the clock of the programme
 * @param facts all that the rule looked at; times are in seconds
 * @param weights what each fact that speaks for it weighed
 * @param thresholds the parameters that were in force
 */
record EvidenceView(
        Kind kind,
        String account,
        List<String> others,
        String rule,
        int ruleVersion,
        Action action,
        double score,
        Standing standing,
        boolean said,
        Instant raisedAt,
        Instant changedAt,
        Map<String, Object> facts,
        Map<String, Double> weights,
        Map<String, Double> thresholds) {

    static EvidenceView of(Signal signal) {
        var verdict = signal.verdict();
        return new EvidenceView(
                signal.subject().kind(),
                signal.subject().account(),
                Others.of(signal.other()),
                verdict.rule().id(),
                verdict.version(),
                verdict.action(),
                verdict.score(),
                signal.standing(),
                signal.said(),
                signal.raisedAt(),
                signal.changedAt(),
                verdict.evidence().facts(),
                verdict.evidence().weights(),
                verdict.evidence().thresholds());
    }
}
