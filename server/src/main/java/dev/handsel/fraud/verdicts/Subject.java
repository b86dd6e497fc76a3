package dev.handsel.fraud.verdicts;

import dev.handsel.fraud.rules.FraudType;

/** Whom a verdict is about, and in what respect; {@code account} as {@code Party.key()} writes it. */
public record Subject(Kind kind, String account, FraudType type) {

    /** What somebody is suspected as. */
    public enum Kind {
        ACCOUNT,
        AFFILIATE
    }
}
