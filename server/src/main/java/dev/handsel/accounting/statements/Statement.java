package dev.handsel.accounting.statements;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.ids.TransactionId;
import dev.handsel.ledger.LedgerHistory.OpeningBalance;
import dev.handsel.ledger.Transaction.TransactionKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an affiliate's account in a period: opening and lines add up to closing.
 *
 * @param from the first instant of the period; null where it has no beginning
 * @param to the first instant after the period; null where it holds everything so far
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Statement(
        AffiliateId affiliate,
        ProgramId program,
        String currency,
        @Nullable Instant from,
        @Nullable Instant to,
        Amounts opening,
        List<StatementLine> lines,
        Amounts closing) {

    /** Minor units by how far money is on its way. */
    record Amounts(long pending, long payable, long inFlight) {

        static Amounts of(OpeningBalance opening) {
            return new Amounts(opening.pending(), opening.payable(), opening.inFlight());
        }

        Amounts plus(Amounts other) {
            return new Amounts(
                    Math.addExact(pending, other.pending),
                    Math.addExact(payable, other.payable),
                    Math.addExact(inFlight, other.inFlight));
        }
    }

    /** One transaction: what it was for, what it changed, and the same in words. */
    record StatementLine(
            TransactionId id,
            TransactionKind kind,
            SourceView source,
            Instant effectiveAt,
            Instant recordedAt,
            Amounts change,
            String words) {}
}
