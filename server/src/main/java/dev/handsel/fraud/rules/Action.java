package dev.handsel.fraud.rules;

import dev.handsel.base.words.Word;

/** What a verdict does; each is stronger than those before it, and of several verdicts the strongest counts. */
public enum Action implements Word {
    /** Nothing: the rule says nothing, or no longer. */
    CLEAR,
    /** It is listed for review; money goes its way. */
    FLAG,
    /** What is earned is not paid until somebody has decided. */
    HOLD,
    /** Nothing is earned. */
    BLOCK
}
