package dev.handsel.fraud.verdicts;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.ids.WhitelistId;
import dev.handsel.base.words.Word;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that somebody said is to count for nothing.
 *
 * @param reasonCode why, as a word
 * @param reason why, in words
 * @param addedAt by the clock of the programme
 * @param addedBy as in the audit log
 */
public record WhitelistEntry(
        WhitelistId id, ProgramId program, Of of, String reasonCode, String reason, Instant addedAt, String addedBy) {

    /** Kinds of entries. */
    public enum WhitelistKind implements Word {
        PAIR,
        ACCOUNT,
        NETWORK,
        AGENCY
    }

    /** What it is about; accounts as {@link Subject#account}. */
    public sealed interface Of {

        /** These two are never held for one person, nor for acting together; {@code one} comes before {@code other}. */
        record Pair(String one, String other) implements Of {

            public Pair {
                if (one.compareTo(other) >= 0) {
                    var first = other;
                    other = one;
                    one = first;
                }
            }
        }

        /** Nothing that is said of this account counts, nor what is said of others because of it. */
        record Account(String account) implements Of {}

        /** An address is a crowd's: having it in common says nothing. Hashed as identities are. */
        record Network(UUID hash) implements Of {}

        /** This affiliate works at the machines of those they refer: device and address do not make them one person. */
        record Agency(String affiliate) implements Of {}

        /** Which kind it is. */
        default WhitelistKind kind() {
            return switch (this) {
                case Pair _ -> WhitelistKind.PAIR;
                case Account _ -> WhitelistKind.ACCOUNT;
                case Network _ -> WhitelistKind.NETWORK;
                case Agency _ -> WhitelistKind.AGENCY;
            };
        }
    }
}
