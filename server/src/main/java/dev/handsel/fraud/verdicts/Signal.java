package dev.handsel.fraud.verdicts;

import dev.handsel.base.words.Word;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says of a subject because of another, and what people made of it.
 *
 * @param other because of whom, as {@link Others} writes it
 * @param verdict never {@link Action#CLEAR}; of one that is kept without being said, the last that was said
 * @param said whether the rule still says so
 * @param grounds the kinds of evidence that somebody dismissed, each with the strongest that was said by it then; empty where nobody
 *     did
 * @param confirmed what somebody confirmed before it got stronger than that; null where nothing, and where all of it is
 *     {@link Standing#CONFIRMED}
 * @param raisedAt by the clock of the programme, as {@code changedAt}
 */
public record Signal(
        Subject subject,
        String other,
        Verdict verdict,
        boolean said,
        Standing standing,
        Map<String, Action> grounds,
        @Nullable Verdict confirmed,
        Instant raisedAt,
        Instant changedAt) {

    /** The strongest last: by action, then score, then rule. */
    static final Comparator<Signal> STRENGTH = Comparator.comparing(
                    (Signal signal) -> signal.verdict().action())
            .thenComparingDouble(signal -> signal.verdict().score())
            .thenComparing(signal -> signal.verdict().rule())
            .thenComparing(Signal::other, Comparator.reverseOrder());

    public Signal {
        grounds = Map.copyOf(grounds);
    }

    /** What people made of it. */
    public enum Standing implements Word {
        /** Nothing yet: it counts while it is said. */
        OPEN,
        /** It counts for nothing, until it is stronger or by a kind of evidence that nobody has dismissed. */
        DISMISSED,
        /** It counts for nothing while the whitelist says so. */
        WHITELISTED,
        /** It counts, said or not. */
        CONFIRMED
    }

    /** Whether a verdict follows from it. */
    public boolean counts() {
        return switch (standing) {
            case OPEN -> said;
            case CONFIRMED -> true;
            case DISMISSED, WHITELISTED -> false;
        };
    }

    /** Whether a person has to look at it. */
    public boolean waits() {
        return said && standing == Standing.OPEN;
    }

    /** Whether it is about this account, or because of it, alone or with another. */
    boolean names(String account) {
        return subject.account().equals(account) || Others.of(other).contains(account);
    }

    /** Whether nothing of it has to be kept. */
    boolean gone() {
        return !said && (standing == Standing.OPEN || standing == Standing.WHITELISTED);
    }

    /** What of it counts also when it is said no more. */
    @Nullable Verdict lasting() {
        return switch (standing) {
            case CONFIRMED -> verdict;
            case OPEN -> confirmed;
            case DISMISSED, WHITELISTED -> null;
        };
    }

    Signal silent(Instant at) {
        var left = lasted(at);
        return new Signal(
                subject, other, left.verdict, false, left.standing, grounds, left.confirmed, raisedAt, later(at));
    }

    Signal saying(Verdict other, Instant at) {
        return new Signal(
                subject,
                this.other,
                other,
                true,
                standing,
                grounds,
                lasting(),
                said ? raisedAt : at,
                said ? later(at) : at);
    }

    Signal standing(Standing decided, Map<String, Action> dismissed, Instant at) {
        var kept = decided == Standing.OPEN ? confirmed : null;
        return new Signal(subject, other, verdict, said, decided, dismissed, kept, raisedAt, later(at));
    }

    /** The whitelist takes its effect, that of what was confirmed apart. */
    Signal whitelisted(Instant at) {
        return confirmed == null ? standing(Standing.WHITELISTED, Map.of(), at) : lasted(at);
    }

    /** As it was confirmed, where it got stronger since; otherwise as it is. */
    private Signal lasted(Instant at) {
        return confirmed == null
                ? this
                : new Signal(subject, other, confirmed, said, Standing.CONFIRMED, Map.of(), null, raisedAt, later(at));
    }

    private Instant later(Instant at) {
        return at.isBefore(changedAt) ? changedAt : at;
    }
}
