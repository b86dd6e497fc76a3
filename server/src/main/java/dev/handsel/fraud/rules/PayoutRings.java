package dev.handsel.fraud.rules;

import static dev.handsel.fraud.rules.Parameter.RING_AFFILIATES;

/** PD-1: affiliates that are paid to one account. Two may be a couple; from the third on they are one owner. */
public final class PayoutRings {

    private static final double NEARLY_CERTAIN = 0.9;

    private final Parameters in;

    public PayoutRings(Parameters parameters) {
        this.in = parameters;
    }

    /**
     * About an affiliate, by how many affiliates were ever paid to one account of theirs, of all they had the one with the most: it does
     * not become fewer when somebody takes another account.
     */
    public Verdict judge(int affiliates) {
        var action =
                affiliates >= in.count(RING_AFFILIATES) ? Action.HOLD : affiliates >= 2 ? Action.FLAG : Action.CLEAR;
        var evidence =
                Evidence.under(Rule.PD_1, in).fact("affiliates", affiliates).done();
        return Verdict.of(Rule.PD_1, action, NEARLY_CERTAIN, evidence);
    }
}
