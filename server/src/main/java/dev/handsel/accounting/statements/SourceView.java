package dev.handsel.accounting.statements;

import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.CorrectionId;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.ledger.LedgerHistory.PostedTransaction;
import java.util.UUID;

/** What a ledger transaction was written for: the kind of thing, and its id as the API knows it. */
record SourceView(String type, String id) {

    static SourceView of(PostedTransaction transaction) {
        var id = transaction.sourceId();
        return new SourceView(
                transaction.sourceType(),
                switch (transaction.sourceType()) {
                    case "commission" -> new CommissionId(UUID.fromString(id)).toString();
                    case "payout" -> new PayoutId(UUID.fromString(id)).toString();
                    case "correction" -> new CorrectionId(UUID.fromString(id)).toString();
                    case String _ -> id;
                });
    }
}
