package dev.handsel.payouts.commands;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.words.Word;
import dev.handsel.payouts.once.Reason;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that Stripe is to do for a payout, once.
 *
 * @param instruction what was ordered; never changes
 * @param generation counts the requests: another one is made only when all before it certainly did nothing, or what they
 *     did was undone
 * @param undoneAt when what Stripe did was undone last, by the system's clock
 * @param reference what Stripe calls what it did; null until then
 * @param reason why it was refused, or waits
 */
public record StripeCommand(
        UUID id,
        Instruction instruction,
        CommandState state,
        int generation,
        @Nullable Instant undoneAt,
        @Nullable String reference,
        @Nullable Reason reason,
        Instant createdAt) {

    /** What can be ordered. */
    public enum CommandKind implements Word {
        /** A transfer is taken back, or a part of it. */
        REVERSAL,
        /** The connected account pays to its bank. */
        BANK_PAYOUT;
    }

    /** How far it is. */
    public enum CommandState implements Word {
        /** Nothing was sent, or nothing that was sent did anything. */
        WAITING,
        /** The request is on its way. */
        SENDING,
        /** Stripe may have done it, or may do it yet. */
        UNKNOWN,
        /** Stripe did it. */
        DONE,
        /** Stripe did not do it, and never will. */
        REFUSED;

        public boolean open() {
            return this == WAITING || this == SENDING || this == UNKNOWN;
        }
    }

    /**
     * What was ordered.
     *
     * @param part of the payout whose transfer is taken back; null where it was sent in one, and for a bank payout
     * @param account the connected account whose money it is about; null for a reversal, which is about ours
     * @param amount minor units of the payout's currency, positive
     * @param actor who ordered it, as in the audit log
     * @param reason in that person's words; null where the server ordered it
     */
    public record Instruction(
            CommandKind kind,
            PayoutId payout,
            @Nullable Integer part,
            @Nullable String account,
            long amount,
            String actor,
            @Nullable String reason) {}
}
