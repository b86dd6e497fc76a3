package dev.handsel.fraud.verdicts;

import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Verdict;

/**
 * What a rule says of a subject because of another; {@link Action#CLEAR} takes back what it said of the two before.
 *
 * @param other the other's account, two of them with a plus between, or empty where it is nobody
 */
public record Judgement(Subject subject, String other, Verdict verdict) {}
