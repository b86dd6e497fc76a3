package dev.handsel.fraud.verdicts;

import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Verdict;

/**
 * What a rule says of a subject because of another; {@link Action#CLEAR} takes back what it said of the two before.
 *
 * @param other because of whom, as {@link Others} writes it
 */
public record Judgement(Subject subject, String other, Verdict verdict) {}
