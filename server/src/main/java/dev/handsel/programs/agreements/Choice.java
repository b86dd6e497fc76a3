package dev.handsel.programs.agreements;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds of one member, and what would hold without it.
 *
 * @param losers what lower levels set, the strongest first
 */
public record Choice<T>(Claim<T> winner, List<Claim<T>> losers) {

    /**
     * What a level sets.
     *
     * @param source the id of the terms, or the version of the rule set
     * @param tier the step of these terms' tiers whose rate it is; null where it is what they say to everybody
     */
    public record Claim<T>(
            T value, Level level, String source, @Nullable ReachedTier tier) {

        /** What is said to everybody. */
        public Claim(T value, Level level, String source) {
            this(value, level, source, null);
        }
    }

    public Choice {
        losers = List.copyOf(losers);
    }

    /** What holds. */
    public T value() {
        return winner.value();
    }
}
