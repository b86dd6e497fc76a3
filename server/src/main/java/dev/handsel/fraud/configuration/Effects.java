package dev.handsel.fraud.configuration;

import dev.handsel.base.words.Word;

/** What verdicts of a programme do. */
public enum Effects implements Word {
    /** Whom they are about is held or blocked. */
    FULL,
    /** They are kept and shown, and restrict nobody. */
    FLAG_ONLY
}
