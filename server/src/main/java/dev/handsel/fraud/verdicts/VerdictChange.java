package dev.handsel.fraud.verdicts;

import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Verdict;
import java.time.Instant;

/**
 * A verdict became another one.
 *
 * @param seq its place in the order of its programme
 * @param at by the clock of the programme: when the fact was told by which it changed
 * @param verdict what counts since, with the rule and the evidence; {@link Action#CLEAR} with those of before
 * @param stopsAll of an affiliate: whether all that they earn is held, and not only what their named referrals bring
 */
public record VerdictChange(long seq, Instant at, Subject subject, Verdict verdict, boolean stopsAll) {}
