package dev.handsel.fraud.verdicts;

import dev.handsel.base.words.Word;
import dev.handsel.fraud.identities.Party;
import dev.handsel.fraud.rules.FraudType;
import java.util.Comparator;

/**
 * Whom a verdict is about, and in what respect.
 *
 * @param account as {@link Party#key} writes it
 */
public record Subject(Kind kind, String account, FraudType type) implements Comparable<Subject> {

    private static final Comparator<Subject> ORDER =
            Comparator.comparing(Subject::kind).thenComparing(Subject::account).thenComparing(Subject::type);

    /** Whether it is about what somebody pays, or about what somebody refers. */
    public enum Kind implements Word {
        ACCOUNT,
        AFFILIATE
    }

    /** Who it is. */
    public Party party() {
        return Party.parse(account);
    }

    @Override
    public int compareTo(Subject other) {
        return ORDER.compare(this, other);
    }
}
