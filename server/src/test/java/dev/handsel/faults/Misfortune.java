package dev.handsel.faults;

import dev.handsel.testing.Sandbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** What goes wrong, by the names of the matrix. */
final class Misfortune {

    static final List<String> ANSWERS = List.of("timeout", "http 4xx", "http 5xx", "http 429");

    private static final int TWINS = 4;

    private Misfortune() {}

    /** The next request of this kind meets the fault; whether it is executed is the worse of both. */
    static void meet(Sandbox stripe, String fault, String method, String path, boolean executes) {
        var kind = switch (fault) {
            case "timeout" -> "delay_after";
            case "http 4xx" -> "status_before";
            case "http 5xx" -> executes ? "status_after_unpinned" : "status_before";
            default -> "rate_limit";
        };
        Map<String, Object> more = new HashMap<>(Map.of("method", method));
        switch (fault) {
            case "timeout" -> more.put("millis", 2_500);
            case "http 4xx" -> more.putAll(Map.of("status", 400, "code", "account_closed"));
            case "http 5xx" -> more.put("status", 502);
            default -> more.put("retry_after", 1);
        }
        stripe.fault(path, kind, more);
    }

    /** Several do the same at the same moment. */
    static void atOnce(Matrix.Work work) throws Exception {
        var barrier = new CyclicBarrier(TWINS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, TWINS)
                    .mapToObj(_ -> threads.submit(() -> {
                        barrier.await();
                        work.run();
                        return true;
                    }))
                    .toList();
            for (var one : all) {
                one.get();
            }
        }
    }
}
