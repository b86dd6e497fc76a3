package dev.handsel.fraud.rules;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/** How likely chance alone explains what was counted. */
final class Chance {

    private Chance() {}

    /** That at least {@code k} of {@code n} hit where each does with probability {@code p}; 1 where none did. */
    static double atLeast(int k, int n, double p) {
        return k <= 0 ? 1 : k > n ? 0 : BinomialDistribution.of(n, p).survivalProbability(k - 1);
    }

    /** That something happens {@code k} times or more where it happens {@code mean} times on average. */
    static double atLeast(int k, double mean) {
        return k <= 0 ? 1 : mean <= 0 ? 0 : PoissonDistribution.of(mean).survivalProbability(k - 1);
    }

    /** That something happens {@code k} times at most where it happens {@code mean} times on average. */
    static double atMost(int k, double mean) {
        return mean <= 0 ? 1 : PoissonDistribution.of(mean).cumulativeProbability(k);
    }

    /** The share that is at least meant by {@code k} of {@code n}: the lower end of Wilson's interval; 0 of nothing. */
    static double shareAtLeast(int k, int n, double confidence) {
        return n == 0
                ? 0
                : BinomialConfidenceInterval.WILSON_SCORE
                        .fromErrorRate(n, k, 1 - confidence)
                        .getLowerBound();
    }
}
