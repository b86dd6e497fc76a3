package dev.handsel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.platform.settings.FreePort;
import dev.handsel.testing.Client;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.HandselProcess;
import dev.handsel.testing.Sandbox;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real server process on a database and a simulated Stripe of its own, with payouts that are due when it starts. */
final class Rig implements AutoCloseable {

    static final int PAYOUTS = 3;
    static final long AMOUNT = 5_000;
    static final Duration PATIENCE = Duration.ofMinutes(2);
    static final Duration PAUSE = Duration.ofMillis(200);

    final Sandbox stripe;
    final JdbcClient jdbc;
    final Audit audit;
    private final Map<String, String> database;
    private final Path data;
    private final int port = FreePort.choose(InetAddress.getLoopbackAddress());
    private final String secret;
    private final Map<String, String> more = new HashMap<>();
    private final boolean owner;
    private HandselProcess server;

    /** Nothing runs yet. */
    @SuppressWarnings("NullAway.Init")
    Rig(DataSource source, Map<String, String> database, Path folder) {
        this.stripe = Sandbox.fresh();
        this.jdbc = JdbcClient.create(source);
        this.database = database;
        this.data = folder.resolve("data-" + UUID.randomUUID());
        this.owner = true;
        this.audit = new Audit(jdbc, stripe);
        this.secret = stripe.api(
                        "POST",
                        "/v1/webhook_endpoints",
                        "url=http://127.0.0.1:" + port + "/v1/stripe/connect&enabled_events[]=*")
                .get("secret")
                .asString();
        var treasury = new Treasury(jdbc, stripe);
        treasury.affiliates(treasury.program(Instant.now()), PAYOUTS, AMOUNT);
    }

    @SuppressWarnings("NullAway.Init")
    private Rig(Rig other) {
        this.stripe = other.stripe;
        this.jdbc = other.jdbc;
        this.audit = other.audit;
        this.database = other.database;
        this.data = other.data.resolveSibling("data-" + UUID.randomUUID());
        this.secret = other.secret;
        this.owner = false;
        this.more.putAll(other.more);
        this.more.put(
                "HANDSEL_KEYSET_FILE", other.data.resolve("keys/keyset.json").toString());
    }

    Map<String, String> settings(String failPoint) {
        var settings = new HashMap<>(stripe.settings());
        settings.putAll(database);
        settings.put("HANDSEL_STRIPE_TIMEOUT", "1s");
        settings.put("HANDSEL_STRIPE_CONNECT_SECRETS", secret);
        settings.put("DB_SCHEDULER_POLLING_INTERVAL", "100ms");
        settings.putAll(more);
        if (!failPoint.isEmpty()) {
            settings.put("HANDSEL_FAIL_POINT", failPoint);
        }
        return settings;
    }

    /** Every affiliate is a person with an address. */
    void peopleBehindAffiliates() {
        jdbc.sql("""
                insert into account (id, email, email_verified, created_at)
                select id, id || '@example.com', true, now() from affiliate
                """).update();
        jdbc.sql("update affiliate set account_id = id").update();
    }

    void mailsTo(int smtp) {
        more.putAll(Map.of(
                "HANDSEL_SMTP_HOST", "127.0.0.1",
                "HANDSEL_SMTP_PORT", String.valueOf(smtp),
                "HANDSEL_SMTP_TLS", "none",
                "HANDSEL_SMTP_FROM", "payouts@shop.example"));
    }

    /** Each account at Stripe pays out only when it is asked to, and is asked for each payout. */
    void payToBanks() {
        more.put("HANDSEL_STRIPE_BANK_PAYOUTS", "per_payout");
        jdbc.sql("update payout_account set pays_by_hand = true").update();
    }

    /** Each payout is more than Stripe takes at once. */
    void inParts() {
        stripe.limit(AMOUNT / 2, "usd");
    }

    /** Every payout went in two parts. */
    void requireParts() {
        assertThat(jdbc.sql("select count(*) from payout_part where state = 'transferred'")
                        .query(Long.class)
                        .single())
                .isEqualTo(2 * PAYOUTS);
    }

    long mailsWaiting() {
        return jdbc.sql("select count(*) from mail where state = 'waiting'")
                .query(Long.class)
                .single();
    }

    /** Mails that failed are tried again now; those that somebody has are left to them. */
    void hurryMails() {
        jdbc.sql("update mail set due_at = now() where state = 'waiting' and due_at < now() + interval '2 minutes'")
                .update();
    }

    /** As if whoever had a mail had been away for long. */
    void endLeasesOfMails() {
        jdbc.sql("update mail set due_at = now() where state = 'waiting'").update();
    }

    /** A person with every right, by the server's own command. */
    String token() throws InterruptedException {
        try (var token = HandselProcess.beside(
                data, settings(""), "token", "--account", "nora@example.com", "--role", "owner")) {
            assertThat(token.end()).as(token.output()).isZero();
            return token.output().strip().lines().toList().getLast();
        }
    }

    /** Another server on the same database and the same Stripe. */
    Rig besides() {
        return new Rig(this);
    }

    Path data() {
        return data;
    }

    Client client() {
        return new Client("http://127.0.0.1:" + port);
    }

    void start(String failPoint) {
        server = HandselProcess.server(data, port, settings(failPoint));
    }

    void kill() throws InterruptedException {
        server.kill();
    }

    /** Waits until the server stands still at its fail point, and makes whatever waits go on meanwhile. */
    void awaitFailPoint() {
        server.await("fail point");
    }

    /** Whatever waits for another attempt makes it now. */
    void hurry() {
        jdbc.sql("update payout set due_at = now() where due_at > now()").update();
        jdbc.sql("update stripe_event set due_at = now() where due_at > now() and state = 'waiting'")
                .update();
        jdbc.sql("update stripe_command set due_at = now() where due_at > now()")
                .update();
    }

    /** The timer of this name is due now. */
    void poke(String timer) {
        jdbc.sql(
                        "update scheduled_tasks set execution_time = now(), picked = false, picked_by = null where task_name = :name")
                .param("name", timer)
                .update();
    }

    /** As if the first attempts had been a day and two hours earlier, here and at Stripe. */
    void aDayLater() {
        for (var table : List.of("transfer_request", "transfer_part_request")) {
            jdbc.sql("update " + table + " set first_sent_at = first_sent_at - interval '26 hours'")
                    .update();
        }
        stripe.later(Duration.ofHours(26));
    }

    long count(String where) {
        return jdbc.sql("select count(*) from payout where " + where)
                .query(Long.class)
                .single();
    }

    boolean nothingIsOpen() {
        return count("state in ('reserved', 'sending', 'unknown')") == 0;
    }

    /** Waits for this many payouts of which this is true. */
    void await(int payouts, String where) {
        Eventually.happens(PATIENCE, PAUSE, () -> where + ": " + audit.found() + server.output(), () -> {
            boolean there = count(where) >= payouts;
            if (!there && !server.output().contains("fail point")) {
                poke("daily-payouts");
            }
            return there;
        });
    }

    /** Waits until everything has come to its end, and looks at all of it. */
    void settle() {
        Eventually.happens(PATIENCE, PAUSE, () -> audit.found() + server.output(), () -> {
            boolean settled = count("true") >= PAYOUTS && nothingIsOpen();
            if (!settled) {
                poke("daily-payouts");
                hurry();
            }
            return settled;
        });
        audit.requireSettled();
        assertThat(count("state = 'transferred'")).isEqualTo(PAYOUTS);
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        if (owner) {
            stripe.close();
        }
    }
}
