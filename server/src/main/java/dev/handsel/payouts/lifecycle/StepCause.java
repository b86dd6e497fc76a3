package dev.handsel.payouts.lifecycle;

import dev.handsel.base.words.Word;

/** What made a step of a payout happen. Its word stands in the history and in the audit log, and never changes. */
public enum StepCause implements Word {
    /** Somebody asked for it. */
    REQUESTED,
    /** The daily batch made it, which needs no approval. */
    BATCH,
    /** A person agreed. */
    APPROVED,
    /** After approval it waits to be sent. */
    RESERVED,
    /** Somebody called it off. */
    CANCELED,
    /** A payout that this database had lost was found, and would have been paid again by this one. */
    SUPERSEDED,
    /** This database had lost it, and the provider has its transfer. */
    RECOVERED,
    /** The request for the transfer is on disk and leaves now. */
    SENT,
    /** The provider may have executed the request, or may do so yet. */
    ANSWER_UNCLEAR,
    /** The provider certainly did nothing, and is asked again. */
    PUT_BACK,
    /** The provider answered the request with the transfer. */
    TRANSFER_CREATED,
    /** The transfer was seen at the provider. */
    TRANSFER_FOUND,
    /** The transfer certainly does not exist and never will. */
    TRANSFER_FAILED,
    /** Transferred money came back. */
    TRANSFER_REVERSED,
    /** A payment to the bank that failed is made once more. */
    BANK_AGAIN,
    /** The payment to the bank is on its way. */
    BANK_PENDING,
    /** The bank was paid. */
    BANK_PAID,
    /** The bank sent the money back to the affiliate's account with the provider. */
    BANK_FAILED,
    /** It is too much for one transfer, and is sent in parts, or in more than before. */
    SPLIT,
    /** The provider answered the request with the transfer of one part; others follow. */
    PART_CREATED,
    /** The transfer of one part was seen at the provider; others follow. */
    PART_FOUND,
    /** The transfer of one part certainly does not exist and never will; what exists stands. */
    PART_REFUSED;

    /** The cause that the database names by this word; an unknown one is an error. */
    static StepCause named(String word) {
        for (var cause : values()) {
            if (cause.word().equals(word)) {
                return cause;
            }
        }
        throw new IllegalStateException("Unknown cause of a payout's step: " + word);
    }
}
