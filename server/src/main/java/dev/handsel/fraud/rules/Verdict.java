package dev.handsel.fraud.rules;

/**
 * What one rule says about one subject.
 *
 * @param version of the rule, by which it can be told from what an earlier one said
 * @param score how likely it is, from 0 to 1; of rules that compare with chance, how unlikely that explains it
 */
public record Verdict(Rule rule, int version, FraudType type, Action action, double score, Evidence evidence) {

    /** What this rule says in its present version. */
    static Verdict of(Rule rule, FraudType type, Action action, double score, Evidence evidence) {
        return new Verdict(rule, rule.version(), type, action, Math.clamp(score, 0, 1), evidence);
    }

    /** The same of a rule that has one type. */
    static Verdict of(Rule rule, Action action, double score, Evidence evidence) {
        return of(rule, rule.types().getFirst(), action, score, evidence);
    }
}
