package dev.handsel.fraud.rules;

/**
 * What a rule of affiliates says: a case on the affiliate, and which of their referrals it holds.
 *
 * @param referrals those that are held; nobody where it only flags
 * @param chance how likely chance explains it, from 0 to 1
 */
public record Outcome(Rule rule, Action action, Referrals referrals, double chance, Evidence evidence) {

    static Outcome hold(Rule rule, boolean hit, Referrals referrals, double chance, Evidence evidence) {
        return new Outcome(
                rule, hit ? Action.HOLD : Action.CLEAR, hit ? referrals : Referrals.Named.NOBODY, chance, evidence);
    }

    static Outcome flag(Rule rule, boolean hit, double chance, Evidence evidence) {
        return new Outcome(rule, hit ? Action.FLAG : Action.CLEAR, Referrals.Named.NOBODY, chance, evidence);
    }

    /**
     * About the affiliate, and about each of the referrals: those that are named now get it, those that were named before and are not
     * now get {@link #cleared}. A hold of the affiliate stops what they earn by others only if {@link Rule#stopsAll}.
     */
    public Verdict verdict() {
        return Verdict.of(rule, action, 1 - chance, evidence);
    }

    /** About a referral that is no longer named. */
    public Verdict cleared() {
        return Verdict.of(rule, Action.CLEAR, 0, evidence);
    }
}
