package dev.handsel.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Holds the verifier to what it may cost. Of each side its best round counts: others on the machine only add. */
final class SigningBudget {

    private static final double MOST_RATIO = 3.5;
    private static final double MOST_BYTES = 4096;
    private static final int ROUNDS = 5;

    private record Round(double verify, double bare, double bytes) {

        double ratio() {
            return verify / bare;
        }

        static Round of(Collection<RunResult> results) {
            return new Round(score(results, "verifyWarm"), score(results, "bareMac"), allocated(results, "verifyWarm"));
        }

        private static RunResult named(Collection<RunResult> results, String name) {
            return results.stream()
                    .filter(result -> result.getParams().getBenchmark().endsWith("." + name))
                    .findAny()
                    .orElseThrow();
        }

        @SuppressWarnings("rawtypes") // JMH has them.
        private static double score(Collection<RunResult> results, String name) {
            return named(results, name).getPrimaryResult().getScore();
        }

        @SuppressWarnings("rawtypes") // JMH has them.
        private static double allocated(Collection<RunResult> results, String name) {
            return named(results, name).getSecondaryResults().entrySet().stream()
                    .filter(result -> result.getKey().endsWith("gc.alloc.rate.norm"))
                    .mapToDouble(result -> result.getValue().getScore())
                    .findAny()
                    .orElseThrow();
        }
    }

    private SigningBudget() {}

    /** Measures and prints; false where a budget is exceeded. */
    static boolean isKept() throws RunnerException {
        var rounds = new Round[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rounds[i] = round();
            System.out.printf(
                    Locale.ROOT,
                    "round %d: verify %.0f ns, bare %.0f ns, ratio %.2f%n",
                    i + 1,
                    rounds[i].verify(),
                    rounds[i].bare(),
                    rounds[i].ratio());
        }
        double ratio = least(rounds, Round::verify) / least(rounds, Round::bare);
        double bytes = least(rounds, Round::bytes);
        System.out.printf(Locale.ROOT, "verify/bare ratio: %.2f (budget %.1f)%n", ratio, MOST_RATIO);
        System.out.printf(Locale.ROOT, "allocated: %.0f bytes (budget %.0f)%n", bytes, MOST_BYTES);
        return ratio <= MOST_RATIO && bytes <= MOST_BYTES;
    }

    private static Round round() throws RunnerException {
        var options = new OptionsBuilder()
                .include(VerifyBenchmark.class.getName().replace(".", "\\."))
                .addProfiler(GCProfiler.class)
                .forks(1)
                .threads(1)
                // Compiling in the foreground: a busy machine would otherwise measure code that is not compiled yet.
                .jvmArgsAppend("-Xbatch", "--sun-misc-unsafe-memory-access=allow")
                .warmupIterations(5)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1))
                .verbosity(VerboseMode.SILENT)
                .build();
        return Round.of(new Runner(options).run());
    }

    private static double least(Round[] rounds, ToDoubleFunction<Round> figure) {
        return Arrays.stream(rounds).mapToDouble(figure).min().orElseThrow();
    }
}
