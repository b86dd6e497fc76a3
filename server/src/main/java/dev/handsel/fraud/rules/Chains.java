package dev.handsel.fraud.rules;

import static dev.handsel.fraud.rules.Parameter.CHAIN_AFFILIATES;
import static dev.handsel.fraud.rules.Parameter.CHAIN_JOIN_WINDOW;
import static dev.handsel.fraud.rules.Parameter.CHAIN_REFERRALS;
import static dev.handsel.fraud.rules.Parameter.SOON_WINDOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CH-1: affiliates who were each brought by the one before and joined at once, with hardly anybody else. */
public final class Chains {

    /** The most accounts above the last one that are looked at. */
    public static final int LONGEST = 8;

    private static final double LIKELY = 0.8;

    private final Parameters in;

    public Chains(Parameters parameters) {
        this.in = parameters;
    }

    /**
     * One account of a line in which each was referred by the next.
     *
     * @param enrolledAt when it became an affiliate; null if it is none
     * @param referrals how many customers are owed to it
     */
    public record Rung(
            String account, Instant signedUpAt, @Nullable Instant enrolledAt, int referrals) {}

    /** The accounts that are in a chain, none where there is none, and what is said of each. */
    public record Chain(List<String> members, Verdict verdict) {

        public Chain {
            members = List.copyOf(members);
        }
    }

    /**
     * Judges the line from the account that joined last up to whom nobody referred, or {@link #LONGEST} and one above it. What was said
     * because of that last account before is replaced: who is no longer a member is clear.
     */
    public Chain judge(List<Rung> upward) {
        int start = upward.getFirst().enrolledAt() == null ? 1 : 0;
        int end = start;
        while (end < upward.size() - 1 && end - start < LONGEST && isLink(upward.get(end), upward.get(end + 1))) {
            end++;
        }
        int affiliates = end < upward.size() ? end - start + 1 : 0;
        boolean hit = affiliates >= in.count(CHAIN_AFFILIATES);
        var members =
                upward.stream().limit(hit ? end + 1L : 0).map(Rung::account).toList();
        var evidence =
                Evidence.under(Rule.CH_1, in).fact("affiliates", affiliates).done();
        return new Chain(members, Verdict.of(Rule.CH_1, hit ? Action.HOLD : Action.CLEAR, LIKELY, evidence));
    }

    private boolean isLink(Rung rung, Rung above) {
        return rung.enrolledAt() != null
                && above.enrolledAt() != null
                && rung.referrals() <= in.count(CHAIN_REFERRALS)
                && within(rung.signedUpAt(), rung.enrolledAt(), CHAIN_JOIN_WINDOW)
                && within(above.enrolledAt(), rung.signedUpAt(), SOON_WINDOW);
    }

    private boolean within(Instant from, Instant until, Parameter window) {
        return Duration.between(from, until).compareTo(in.time(window)) <= 0;
    }
}
