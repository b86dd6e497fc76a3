package dev.handsel.ledger;

import dev.handsel.base.digest.Sha256;
import dev.handsel.base.ids.TransactionId;
import java.time.Instant;

/**
 * One transaction to be written.
 *
 * @param key makes repeating harmless: kind and key name the transaction for ever
 * @param effectiveAt when it happened in business, by the programme's clock
 * @param source what it was written for
 */
public record Transaction(
        TransactionId id,
        TransactionKind kind,
        String key,
        Instant effectiveAt,
        TransactionSource source,
        Posting posting) {

    /** The kinds of transactions; the database knows which of them may overdraw. */
    public enum TransactionKind {
        ACCRUAL,
        MATURE,
        CLAWBACK,
        REINSTATE,
        PAYOUT_RESERVE,
        PAYOUT_SETTLE,
        PAYOUT_VOID,
        /** A reservation of what left while no payout was open for it. */
        PAYOUT_RECOVER,
        TRANSFER_REVERSED,
        ADJUST,
        WRITE_OFF
    }

    /** What a transaction was written for: {@code commission} and its id, {@code payout} and its id ... */
    public record TransactionSource(String type, String id) {}

    public static Transaction of(
            TransactionKind kind, String key, Instant effectiveAt, TransactionSource source, Posting posting) {
        return new Transaction(TransactionId.fresh(), kind, key, effectiveAt, source, posting);
    }

    /** SHA-256 of everything that must be the same when the key is used again. */
    byte[] requestHash() {
        var text = String.join(
                "\n",
                kind.name(),
                key,
                source.type(),
                source.id(),
                posting.debit().toString(),
                posting.credit().toString(),
                posting.amount().toString());
        return Sha256.of(text);
    }
}
