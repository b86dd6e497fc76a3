package dev.handsel.base.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies a transaction of the ledger; written {@code txn_} and 26 characters. */
public record TransactionId(UUID value) implements Id {

    private static final String PREFIX = "txn_";

    public static TransactionId fresh() {
        return new TransactionId(Ids.fresh());
    }

    /** Reads the text form; anything malformed is refused like an unknown transaction. */
    @JsonCreator
    public static TransactionId parse(String text) {
        return new TransactionId(Ids.parse(PREFIX, "transaction", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Ids.text(PREFIX, value);
    }
}
