package dev.handsel.accounting.corrections;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CorrectionId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that people put right in the ledger, in two steps where the programme asks for two people. */
sealed interface Correction {

    CorrectionTerms order();

    /**
     * What is to be done.
     *
     * @param createdAt by the programme's clock
     */
    record CorrectionTerms(
            CorrectionId id,
            ProgramId program,
            AffiliateId affiliate,
            Currency currency,
            CorrectionRequest request,
            String reason,
            String proposedBy,
            Instant createdAt) {}

    /** What somebody wants of the ledger. */
    sealed interface CorrectionRequest {
        /** This much, in favour of the affiliate where it is positive. */
        record Adjust(Money amount) implements CorrectionRequest {}

        /** All that is negative at the time when it is done. */
        record WriteOff() implements CorrectionRequest {}
    }

    /** Waits for a second person. */
    record Proposed(CorrectionTerms order) implements Correction {
        Applied apply(Money amount, @Nullable String approvedBy) {
            return new Applied(order, amount, approvedBy);
        }
    }

    /**
     * Done.
     *
     * @param amount in favour of the affiliate where it is positive
     * @param approvedBy null where one person was enough
     */
    record Applied(
            CorrectionTerms order, Money amount, @Nullable String approvedBy) implements Correction {}

    /** Counts the steps. */
    default long version() {
        return switch (this) {
            case Proposed _ -> 1;
            case Applied applied -> applied.approvedBy() == null ? 1 : 2;
        };
    }
}
