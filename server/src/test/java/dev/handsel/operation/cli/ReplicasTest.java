package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.ledger.LedgerVerification;
import dev.handsel.platform.keyring.KeyRotation;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.HandselProcess;
import dev.handsel.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReplicasTest {

    private static final int BATCHES = 20;
    private static final long EARNED = 20 * 10 * 3_000L;

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    @Test
    void two_servers_on_one_database_are_one() throws Exception {
        var settings = Map.of(
                "HANDSEL_DATABASE_URL", database.url(),
                "HANDSEL_DATABASE_USER", database.user(),
                "HANDSEL_DATABASE_PASSWORD", database.password(),
                "HANDSEL_KEYSET_FILE", folder.resolve("keyset.json").toString());
        KeyRotation.create(folder.resolve("keyset.json"));
        var first = new LoadedMerchant(settings);
        var second = new LoadedMerchant(settings);
        try (var one = HandselProcess.server(folder.resolve("one"), first.port(), settings);
                var two = HandselProcess.server(folder.resolve("two"), second.port(), settings)) {
            first.open(folder.resolve("one"));
            second.share(first);

            sameEventsAtBoth(first, second);
            assertThat(first.pending()).isEqualTo(second.pending()).isEqualTo(EARNED);
            sameKeyAtBoth(first, second);
            sameMomentAtBoth(first, second);

            assertThat(first.payable()).isEqualTo(second.payable()).isEqualTo(EARNED);
            assertThat(new LedgerVerification(jdbc).run().violations()).isEmpty();
            assertThat(one.stop()).isZero();
            assertThat(two.stop()).isZero();
        }
    }

    private static void sameEventsAtBoth(LoadedMerchant first, LoadedMerchant second) throws Exception {
        for (int i = 0; i < BATCHES; i++) {
            var batch = first.batch();
            var results = new ArrayList<String>();
            for (var reply : atOnce(() -> first.post("/v1/events", batch), () -> second.post("/v1/events", batch))) {
                assertThat(reply.status()).as(reply.text()).isEqualTo(200);
                reply.json()
                        .get("events")
                        .forEach(event -> results.add(event.get("result").asString()));
            }
            assertThat(results).containsOnly("recorded", "duplicate").hasSize(40);
            assertThat(results.stream().filter("recorded"::equals)).hasSize(20);
        }
    }

    private void sameKeyAtBoth(LoadedMerchant first, LoadedMerchant second) throws Exception {
        for (int i = 0; i < BATCHES; i++) {
            var key = "key-" + i;
            var body = "{\"external_id\": \"person-%d\"}".formatted(i);
            var replies = atOnce(
                    () -> first.post("/v1/affiliates", body, "Idempotency-Key", key),
                    () -> second.post("/v1/affiliates", body, "Idempotency-Key", key));
            assertThat(replies).allMatch(reply -> reply.status() == 201 || reply.status() == 409);
            assertThat(replies).anyMatch(reply -> reply.status() == 201);
            assertThat(replies.stream()
                            .filter(reply -> reply.status() == 201)
                            .map(Reply::text)
                            .distinct())
                    .hasSize(1);
        }
        assertThat(jdbc.sql("select count(*) from affiliate").query(Long.class).single())
                .isEqualTo(BATCHES + 1);
    }

    private static void sameMomentAtBoth(LoadedMerchant first, LoadedMerchant second) throws Exception {
        var replies =
                atOnce(() -> first.moveClock("2026-03-01T00:00:00Z"), () -> second.moveClock("2026-03-01T00:00:00Z"));
        assertThat(replies).allMatch(reply -> reply.status() == 200);
    }

    private interface Call {
        Reply send();
    }

    private static List<Reply> atOnce(Call... calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = new ArrayList<Future<Reply>>();
            for (var call : calls) {
                replies.add(threads.submit(call::send));
            }
            var done = new ArrayList<Reply>();
            for (var reply : replies) {
                done.add(reply.get());
            }
            return done;
        }
    }
}
