package dev.handsel.bench;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.client.DeviceSigner;
import dev.handsel.signing.client.SignedRequests;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What signatures cost the whole system: how many signed requests a server answers in the time in which it answers unsigned
 * ones. Rounds alternate. Signing is done before the clock runs, and its cost is told apart.
 */
final class HttpRatio {

    private static final double LEAST = 0.5;

    private final Plan plan;
    private final PrintStream out;
    private final List<SignedRequests> signers = new ArrayList<>();
    private final LongAdder signed = new LongAdder();
    private final LongAdder signingNanos = new LongAdder();

    /** What to measure, and for how long. */
    record Plan(
            URI url,
            List<String> keyIds,
            List<DeviceSecret> secrets,
            String unsigned,
            String signed,
            int connections,
            int rounds,
            int seconds) {

        Plan {
            if (!"http".equals(url.getScheme()) || url.getHost() == null) {
                throw new IllegalArgumentException("--url is http://host:port");
            }
            if (keyIds.size() != secrets.size()) {
                throw new IllegalArgumentException("HANDSEL_SECRET holds a secret for each key");
            }
        }

        static Plan of(List<String> arguments, Map<String, String> environment) {
            var options = new HashMap<String, String>();
            for (int i = 0; i + 1 < arguments.size(); i += 2) {
                options.put(arguments.get(i), arguments.get(i + 1));
            }
            return new Plan(
                    URI.create(Objects.requireNonNull(options.get("--url"), "--url is missing")),
                    List.of(Objects.requireNonNull(options.get("--key-id"), "--key-id is missing")
                            .split(",")),
                    secrets(Objects.requireNonNull(environment.get("HANDSEL_SECRET"), "HANDSEL_SECRET is missing")),
                    options.getOrDefault("--unsigned", "/v1/time"),
                    options.getOrDefault("--signed", "/v1/device/self"),
                    Integer.parseInt(options.getOrDefault("--connections", "32")),
                    Integer.parseInt(options.getOrDefault("--rounds", "3")),
                    Integer.parseInt(options.getOrDefault("--seconds", "5")));
        }

        private static List<DeviceSecret> secrets(String texts) {
            return List.of(texts.split(",")).stream().map(DeviceSecret::parse).toList();
        }
    }

    /** Where the requests of one connection come from, one after the other. */
    private interface Requests {
        byte[] next();
    }

    /** Requests that were signed beforehand; more are signed when these are used up. */
    private final class Prepared implements Requests {
        private final SignedRequests signer;
        private final List<byte[]> ready = new ArrayList<>();

        private Prepared(SignedRequests signer, int count) {
            this.signer = signer;
            for (int i = 0; i < count; i++) {
                ready.add(signed(signer));
            }
        }

        @Override
        public byte[] next() {
            return ready.isEmpty() ? signed(signer) : ready.remove(ready.size() - 1);
        }
    }

    private HttpRatio(Plan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
        for (int i = 0; i < plan.keyIds().size(); i++) {
            signers.add(new SignedRequests(
                    DeviceSigner.of(plan.keyIds().get(i), plan.secrets().get(i))));
        }
    }

    /** Measures and prints; false where signed requests are too slow. */
    static boolean isKept(Plan plan, PrintStream out) throws IOException, InterruptedException {
        return new HttpRatio(plan, out).measure() >= LEAST;
    }

    private double measure() throws IOException, InterruptedException {
        var plain = request(plan.unsigned(), Map.of());
        // Not counted: the server compiles what is used.
        double expected = rate(plain(plain));
        rate(prepared(expected));
        double unsigned = 0;
        double withSignature = 0;
        for (int round = 1; round <= plan.rounds(); round++) {
            double before = rate(plain(plain));
            double now = rate(prepared(before));
            out.printf(Locale.ROOT, "round %d: unsigned %.0f/s, signed %.0f/s%n", round, before, now);
            unsigned += before / plan.rounds();
            withSignature += now / plan.rounds();
        }
        double ratio = withSignature / unsigned;
        out.printf(Locale.ROOT, "unsigned GET %s: %.0f/s%n", plan.unsigned(), unsigned);
        out.printf(Locale.ROOT, "signed GET %s: %.0f/s%n", plan.signed(), withSignature);
        out.printf(
                Locale.ROOT,
                "signing itself (not in the rates): %.1f us a request%n",
                signingNanos.sum() / 1e3 / signed.sum());
        out.printf(Locale.ROOT, "signed/unsigned ratio: %.2f (budget %.1f)%n", ratio, LEAST);
        return ratio;
    }

    private List<Requests> plain(byte[] request) {
        var all = new ArrayList<Requests>();
        for (int i = 0; i < plan.connections(); i++) {
            all.add(() -> request);
        }
        return all;
    }

    private List<Requests> prepared(double rate) {
        int each = (int) (rate * plan.seconds() / plan.connections()) + 1;
        var all = new ArrayList<Requests>();
        for (int i = 0; i < plan.connections(); i++) {
            all.add(new Prepared(signers.get(i % signers.size()), each));
        }
        return all;
    }

    private byte[] signed(SignedRequests signer) {
        long start = System.nanoTime();
        var headers = signer.headers("GET", plan.url().resolve(plan.signed()), Map.of(), new byte[0]);
        var request = request(plan.signed(), headers);
        signingNanos.add(System.nanoTime() - start);
        signed.increment();
        return request;
    }

    private byte[] request(String target, Map<String, String> headers) {
        var text = new StringBuilder(
                "GET " + target + " HTTP/1.1\r\nHost: " + plan.url().getRawAuthority() + "\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Answers a second, all connections together. */
    private double rate(List<Requests> requests) throws IOException, InterruptedException {
        var counts = new ArrayList<Future<Long>>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(plan.seconds());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var source : requests) {
                counts.add(threads.submit(() -> answered(source, end)));
            }
        }
        long sum = 0;
        for (var count : counts) {
            try {
                sum += count.get();
            } catch (ExecutionException e) {
                throw new IOException("A connection failed", e);
            }
        }
        return (double) sum / plan.seconds();
    }

    private long answered(Requests requests, long end) throws IOException {
        long count = 0;
        try (var connection = new KeepAlive(plan.url())) {
            while (System.nanoTime() < end) {
                int status = connection.send(requests.next());
                if (status != 200) {
                    throw new IOException("The server answered " + status + " after " + count + " requests");
                }
                count++;
            }
        }
        return count;
    }
}
