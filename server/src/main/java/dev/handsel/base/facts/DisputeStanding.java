package dev.handsel.base.facts;

import dev.handsel.base.words.Word;

/** How a dispute stands at Stripe. */
public enum DisputeStanding implements Word {
    INQUIRY,
    OPEN,
    WON,
    LOST
}
