package dev.handsel.bench;

import dev.handsel.bench.streams.StreamOrder;
import java.util.Arrays;
import java.util.List;

/** Runs a measurement and exits with 1 where it is beyond its budget, or writes what others measure with. */
public final class Bench {

    private static final String USAGE = """
            usage: handsel-bench signing
                   handsel-bench events --events N --out FILE [--seed N]
                   (writes a stream to import; compressed if FILE ends in .gz)
                   handsel-bench http --url URL --key-id ID[,ID...] [--connections N] [--rounds N] [--seconds N]
                                      [--unsigned TARGET] [--signed TARGET]
                   (http reads the keys' secrets, in their order, from HANDSEL_SECRET)""";

    private Bench() {}

    /** Runs the measurement that the first argument names. */
    public static void main(String[] arguments) throws Exception {
        var rest = arguments.length == 0
                ? List.<String>of()
                : Arrays.asList(arguments).subList(1, arguments.length);
        boolean kept = switch (arguments.length == 0 ? "" : arguments[0]) {
            case "signing" -> SigningBudget.isKept();
            case "http" -> HttpRatio.isKept(HttpRatio.Plan.of(rest, System.getenv()), System.out);
            case "events" -> {
                StreamOrder.of(rest).write(System.out);
                yield true;
            }
            default -> {
                System.err.println(USAGE);
                yield false;
            }
        };
        System.exit(kept ? 0 : 1);
    }
}
