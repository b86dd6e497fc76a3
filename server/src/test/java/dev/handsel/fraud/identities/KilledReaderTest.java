package dev.handsel.fraud.identities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.platform.settings.FreePort;
import dev.handsel.testing.Client;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.HandselProcess;
import dev.handsel.testing.TestDatabase;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Servers as processes: one is killed (kill -9) with identities written and not committed, then two go on. */
class KilledReaderTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final Map<String, String> settings = Map.of(
            "HANDSEL_DATABASE_URL", database.url(),
            "HANDSEL_DATABASE_USER", database.user(),
            "HANDSEL_DATABASE_PASSWORD", database.password());
    private final int port = FreePort.choose(InetAddress.getLoopbackAddress());
    private final Client client = new Client("http://127.0.0.1:" + port);

    @Test
    void each_event_is_followed_once_though_the_first_who_did_was_killed() throws Exception {
        var stopping = new HashMap<>(settings);
        stopping.put("HANDSEL_FAIL_POINT", "identities-are-written");
        try (var server = HandselProcess.server(folder.resolve("one"), port, stopping)) {
            tell(key(), 3);
            server.await("fail point identities-are-written reached");
            server.kill();
        }
        assertThat(followed()).isEmpty();

        var keyset = folder.resolve("one/keys/keyset.json").toString();
        var more = new HashMap<>(settings);
        more.put("HANDSEL_KEYSET_FILE", keyset);
        int other = FreePort.choose(InetAddress.getLoopbackAddress());
        try (var _ = HandselProcess.server(folder.resolve("one"), port, settings);
                var _ = HandselProcess.server(folder.resolve("two"), other, more)) {
            Eventually.happens(
                    PATIENCE,
                    "all is followed",
                    () -> jdbc.sql("""
                    select coalesce((select seq from fraud_cursor), 0) = (select max(seq) from event)
                    """).query(Boolean.class).single());
        }
        assertThat(followed()).containsExactlyInAnyOrder("customer:c0 10", "customer:c1 10", "customer:c2 10");
        assertThat(jdbc.sql("select n from fraud_fanout").query(Integer.class).list())
                .containsExactly(3);
    }

    private List<String> followed() {
        return jdbc.sql("""
                        select i.account || ' ' || (use->>1) from fraud_identity i join fraud_account a using (program_id, account)
                        cross join json_array_elements(a.uses->i.kind) as use
                        """).query(String.class).list().stream()
                .map(String::valueOf)
                .toList();
    }

    /** Ten logins of each customer, from one address. */
    private void tell(String key, int customers) {
        var events = IntStream.range(0, customers * 10)
                .mapToObj(i -> """
                        {"id": "e%d", "type": "login", "occurred_at": "2026-01-01T00:00:00Z", "customer": "c%d",
                         "ip": "192.0.2.1"}
                        """.formatted(i, i % customers))
                .collect(Collectors.joining(",", "{\"events\": [", "]}"));
        var reply = client.post("/v1/events", events, "Authorization", "Bearer " + key);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    /** The key of a new programme. */
    private String key() throws InterruptedException {
        try (var token = HandselProcess.beside(
                folder.resolve("one"), settings, "token", "--account", "m@shop.example", "--role", "owner")) {
            assertThat(token.end()).as(token.output()).isZero();
            var made = client.post(
                    "/v1/programs",
                    """
                    {"name": "Shop", "mode": "test", "landing_url": "https://shop.example/", "clock": "2026-01-01T00:00:00Z"}
                    """,
                    "Authorization",
                    "Bearer " + token.output().strip().lines().toList().getLast());
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            return made.json().get("api_key").asString();
        }
    }
}
