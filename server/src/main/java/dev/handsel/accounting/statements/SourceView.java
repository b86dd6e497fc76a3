package dev.handsel.accounting.statements;

import dev.handsel.ledger.LedgerHistory.PostedTransaction;

/** What a ledger transaction was written for: the kind of thing, and its id as the API knows it. */
record SourceView(String type, String id) {

    static SourceView of(PostedTransaction transaction) {
        return new SourceView(transaction.sourceType(), transaction.sourceId());
    }
}
