package dev.handsel.base.facts;

import dev.handsel.base.words.Word;

/** Whether a dispute has withdrawn money. */
public enum DisputeKind implements Word {
    /** The bank took the money back. */
    CHARGEBACK,
    /** The bank asks; nothing was taken. */
    INQUIRY
}
