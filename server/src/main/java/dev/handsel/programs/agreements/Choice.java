package dev.handsel.programs.agreements;

import java.util.List;

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
     */
    public record Claim<T>(T value, Level level, String source) {}

    public Choice {
        losers = List.copyOf(losers);
    }

    /** What holds. */
    public T value() {
        return winner.value();
    }
}
