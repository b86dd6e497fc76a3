package dev.handsel.programs.agreements;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.base.words.Word;
import dev.handsel.platform.database.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Terms and how they stand.
 *
 * @param proposedBy who proposed them, as in the audit log; null where one person was enough
 * @param proposedAt when, by the system's clock; null once they are no proposal any more
 * @param approvedBy the second person; null before and without one
 */
public record Standing<T>(
        T terms,
        State state,
        @Nullable String proposedBy,
        @Nullable Instant proposedAt,
        @Nullable String approvedBy) {

    /** Whether they count from their first instant on. */
    public enum State implements Word {
        /** They are some of the programme's. */
        ADDED,
        /** They count for nothing until a second person approves them. */
        WAITING
    }

    public static <T> Standing<T> added(T terms) {
        return new Standing<>(terms, State.ADDED, null, null, null);
    }

    public static <T> Standing<T> waiting(T terms, String proposedBy, Instant proposedAt) {
        return new Standing<>(terms, State.WAITING, proposedBy, proposedAt, null);
    }

    /**
     * Terms as they stand by a row's {@code state}, {@code proposed_by}, {@code proposed_at} and {@code approved_by}.
     */
    public static <T> Standing<T> read(T terms, ResultSet row) throws SQLException {
        return new Standing<>(
                terms,
                Word.read(State.class, row.getString("state")),
                row.getString("proposed_by"),
                Timestamps.instant(row, "proposed_at"),
                row.getString("approved_by"));
    }

    /** Others that stand as these do. */
    public Standing<T> with(T others) {
        return new Standing<>(others, state, proposedBy, proposedAt, approvedBy);
    }

    /** These by the word of a second person; whoever proposed them is refused (403 {@code second_person_required}). */
    public Standing<T> approved(String approver) {
        if (approver.equals(proposedBy)) {
            throw secondPersonRequired();
        }
        return new Standing<>(terms, State.ADDED, proposedBy, null, approver);
    }

    /** That somebody else has to approve them. */
    public static Refused secondPersonRequired() {
        return new Refused(
                RefusalKind.FORBIDDEN,
                "second_person_required",
                "Whoever proposed these terms or earns by them cannot approve them.");
    }
}
