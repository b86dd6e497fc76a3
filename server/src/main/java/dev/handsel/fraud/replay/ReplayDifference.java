package dev.handsel.fraud.replay;

import dev.handsel.fraud.identities.Party;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.FraudType;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.verdicts.Subject;
import dev.handsel.fraud.verdicts.Suppositions.Supposed;

/**
 * Somebody who would be judged otherwise in one respect.
 *
 * @param id the merchant's, or ours of an affiliate who has none
 * @param now what counts
 * @param then what would count; {@link Action#CLEAR} where nothing would
 * @param stopsAll of an affiliate: whether all that they earn would be held
 * @param stoppedAll of an affiliate: whether all that they earn is held
 * @param rule by which it would count, or counts now where nothing would
 */
public record ReplayDifference(
        Subject.Kind kind,
        String id,
        FraudType type,
        Action now,
        Action then,
        boolean stoppedAll,
        boolean stopsAll,
        Rule rule) {

    static ReplayDifference of(Supposed supposed) {
        var subject = supposed.subject();
        var verdict = supposed.then().verdict() == null
                ? supposed.now().verdict()
                : supposed.then().verdict();
        if (verdict == null) {
            throw new IllegalStateException("Nothing is and would be said of " + subject);
        }
        var id = switch (subject.party()) {
            case Party.Customer customer -> customer.ref();
            case Party.Affiliate affiliate -> affiliate.id().toString();
        };
        return new ReplayDifference(
                subject.kind(),
                id,
                subject.type(),
                supposed.now().action(),
                supposed.then().action(),
                supposed.now().stopsAll(),
                supposed.then().stopsAll(),
                verdict.rule());
    }
}
