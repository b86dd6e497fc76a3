package dev.handsel.fraud.verdicts;

import dev.handsel.fraud.rules.Verdict;

/** What a rule says of a subject because of another (empty, or the other account's key); clear takes back what it said before. */
public record Judgement(Subject subject, String other, Verdict verdict) {}
