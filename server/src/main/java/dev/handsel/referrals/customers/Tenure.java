package dev.handsel.referrals.customers;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a customer has stayed. Months are counted, not measured: an invoice opens as many as it pays for.
 *
 * @param lifetimeMonths months paid for and not given back by a full refund
 * @param continuousMonths those of them since the last gap
 * @param run counts the gaps, from 1; 0 for a customer who never paid for a month
 * @param coveredUntil when the last paid month ends
 */
public record Tenure(
        int lifetimeMonths,
        int continuousMonths,
        int run,
        @Nullable Instant coveredUntil) {

    /** Nobody has paid for anything yet. */
    public static final Tenure NONE = new Tenure(0, 0, 0, null);

    /** The tenure after an invoice, and the months that the invoice opened. */
    public record Extended(Tenure tenure, Span span) {}

    /**
     * Goes on by {@code months} service months from {@code anchor}. A pause since the last covered instant that is longer than
     * {@code grace} restarts the continuous months; the lifetime goes on.
     */
    public Extended extend(Instant anchor, int months, Duration grace) {
        boolean gap =
                coveredUntil != null && Duration.between(coveredUntil, anchor).compareTo(grace) > 0;
        int ongoing = gap ? 0 : continuousMonths;
        int thisRun = gap || run == 0 ? run + 1 : run;
        var span = new Span(months, lifetimeMonths + 1, ongoing + 1, thisRun, anchor);
        var end = coveredUntil == null || span.end().isAfter(coveredUntil) ? span.end() : coveredUntil;
        return new Extended(new Tenure(lifetimeMonths + months, ongoing + months, thisRun, end), span);
    }

    /**
     * Gives the numbers of fully refunded months back, for later invoices; what was counted before stays. The service was
     * rendered, so it leaves no gap.
     */
    public Tenure giveBack(Span span) {
        int ongoing = span.run() == run ? Math.max(0, continuousMonths - span.months()) : continuousMonths;
        return new Tenure(Math.max(0, lifetimeMonths - span.months()), ongoing, run, coveredUntil);
    }

    /** Whether a month was ever paid for. */
    public boolean begun() {
        return run > 0;
    }
}
