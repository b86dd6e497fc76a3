package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.platform.settings.FreePort;
import dev.handsel.testing.Client;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.HandselProcess;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A merchant whose backend reports new customers without pause, and remembers what was acknowledged. */
final class LoadedMerchant {

    private static final int CUSTOMERS = 10;
    private static final int SENDERS = 2;
    private static final long EARNED = 3_000;

    private final Map<String, String> settings;
    private final int port = FreePort.choose(InetAddress.getLoopbackAddress());
    private final Client client = new Client("http://127.0.0.1:" + port);
    private final ConcurrentLinkedQueue<String> kept = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> unsure = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> unchecked = new ConcurrentLinkedQueue<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicInteger number = new AtomicInteger();
    private String program = "";
    private String manager = "";
    private String key = "";
    private String affiliate = "";

    /** A merchant of the server that runs with these settings on {@link #port()}. */
    LoadedMerchant(Map<String, String> settings) {
        this.settings = settings;
    }

    int port() {
        return port;
    }

    /** Makes the programme and its one affiliate. */
    void open(Path data) throws InterruptedException {
        manager = token(data);
        var made = client.post("/v1/programs", """
                {"name": "Shop", "mode": "test", "landing_url": "https://shop.example/", "hold_days": 30,
                 "allowed_landing_hosts": ["shop.example"], "currency": "USD", "payout_minimums": {},
                 "payout_schedule": "manual", "payout_provider": "simulated", "clock": "2026-01-01T00:00:00Z",
                 "attribution": {"model": "last_click", "window_days": 30}}
                """, "Authorization", "Bearer " + manager);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        program = made.json().get("id").asString();
        key = made.json().get("api_key").asString();
        var nora = post("/v1/affiliates", "{\"external_id\": \"nora\", \"code\": \"nora\"}");
        affiliate = nora.json().get("id").asString();
    }

    private String token(Path data) throws InterruptedException {
        try (var token =
                HandselProcess.beside(data, settings, "token", "--account", "m@shop.example", "--role", "owner")) {
            assertThat(token.end()).as(token.output()).isZero();
            return token.output().strip().lines().toList().getLast();
        }
    }

    /** The same merchant, whose programme was made at another server on the same database. */
    void share(LoadedMerchant other) {
        program = other.program;
        key = other.key;
        affiliate = other.affiliate;
    }

    Client.Reply post(String path, String body, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", "Bearer " + key));
        return client.post(path, body, all.toArray(String[]::new));
    }

    Client.Reply moveClock(String to) {
        return post("/v1/programs/" + program + "/clock", "{\"now\": \"" + to + "\"}");
    }

    /** Reports until it is closed. */
    Load load() {
        var senders = new ArrayList<Thread>();
        for (int i = 0; i < SENDERS; i++) {
            senders.add(Thread.ofVirtual().start(this::send));
        }
        return new Load(senders);
    }

    record Load(List<Thread> senders) implements AutoCloseable {

        @Override
        public void close() {
            senders.forEach(Thread::interrupt);
            for (var sender : senders) {
                while (sender.isAlive()) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    private void send() {
        while (!Thread.interrupted()) {
            var batch = batch();
            unsure.add(batch);
            try {
                var reply = post("/v1/events", batch);
                if (reply.status() != 200) {
                    return;
                }
                unsure.remove(batch);
                kept.add(batch);
                unchecked.add(batch);
                acknowledged.addAndGet(CUSTOMERS * 2L);
            } catch (UncheckedIOException | IllegalStateException killed) {
                return;
            }
        }
    }

    /** Each customer signs up through Nora and pays 100.00 USD for a first month. */
    String batch() {
        var events = new ArrayList<String>();
        for (int i = 0; i < CUSTOMERS; i++) {
            int n = number.incrementAndGet();
            events.add("""
                    {"id": "s%1$d", "type": "signup", "occurred_at": "2026-01-01T00:00:00Z", "customer": "c%1$d",
                     "code": "nora"}
                    """.formatted(n));
            events.add("""
                    {"id": "p%1$d", "type": "invoice_paid", "occurred_at": "2026-01-01T00:00:00Z", "customer": "c%1$d",
                     "invoice": "i%1$d", "currency": "USD", "reason": "create", "tax": 0,
                     "lines": [{"amount": 10000, "period_start": "2026-01-01T00:00:00Z", "months": 1}]}
                    """.formatted(n));
        }
        return "{\"events\": [" + String.join(",", events) + "]}";
    }

    long acknowledged() {
        return acknowledged.get();
    }

    void awaitMore(long events, Duration patience) {
        Eventually.happens(patience, events + " events are acknowledged", () -> acknowledged() >= events);
    }

    /** What was acknowledged since the last time is known when it is sent again. */
    void requireKept() {
        for (var batch = unchecked.poll(); batch != null; batch = unchecked.poll()) {
            assertThat(results(batch)).containsOnlyKeys("duplicate");
        }
    }

    /** Everything that was ever acknowledged is known. */
    void requireAllKept() {
        unchecked.addAll(kept);
        requireKept();
    }

    /** Sends once more what nobody acknowledged: each event is either new or known, and counts once. */
    void sendTheRest() {
        unsure.forEach(batch -> assertThat(results(batch).keySet()).isSubsetOf("recorded", "duplicate"));
    }

    private Map<String, Integer> results(String batch) {
        var reply = post("/v1/events", batch);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        var results = new HashMap<String, Integer>();
        reply.json()
                .get("events")
                .forEach(event -> results.merge(event.get("result").asString(), 1, Integer::sum));
        return results;
    }

    boolean verified() {
        var reply = client.get("/v1/ledger/verify", "Authorization", "Bearer " + manager);
        return reply.json().get("ok").asBoolean();
    }

    long pending() {
        return balance("pending");
    }

    long payable() {
        return balance("payable");
    }

    private long balance(String figure) {
        var reply = client.get("/v1/affiliates/" + affiliate + "/balances", "Authorization", "Bearer " + key);
        return reply.json().get("balances").get(0).get(figure).asLong();
    }

    long expectedPending() {
        return number.get() * EARNED;
    }
}
