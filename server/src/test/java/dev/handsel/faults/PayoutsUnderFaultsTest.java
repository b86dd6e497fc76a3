package dev.handsel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.platform.keyring.KeyRotation;
import dev.handsel.platform.settings.FreePort;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.HandselProcess;
import dev.handsel.testing.Sandbox;
import dev.handsel.testing.TestDatabase;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Many payouts by two servers on one database, while Stripe answers late, twice, wrongly or not at all, and servers are
 * killed. The seed makes Stripe's faults repeatable: {@code -Dhandsel.faults.seed=7 -Dhandsel.faults.payouts=10000}.
 */
class PayoutsUnderFaultsTest {

    private static final int PAYOUTS = Integer.getInteger("handsel.faults.payouts", 200);
    private static final long SEED = Long.getLong("handsel.faults.seed", 20_261_124L);
    private static final long AMOUNT = 1_234;

    /** Every fifth payout is more than Stripe takes at once, and is cut twice before it passes. */
    private static final int LARGE = PAYOUTS / 5;

    private static final long LARGE_AMOUNT = 5_001;
    private static final long MOST = 1_300;
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final int LONGEST_DELAY_MILLIS = 1_500;

    private static final Duration MOMENT = Duration.ofMillis(500);

    /** Long enough for every request that is on its way. */
    private static final int QUIET_MOMENTS = 12;

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabase.migrated();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final Sandbox stripe = Sandbox.fresh();
    private final Audit audit = new Audit(jdbc, stripe);
    private final HandselProcess[] servers = new HandselProcess[2];

    @AfterEach
    void everything_ends() {
        for (var server : servers) {
            if (server != null) {
                server.close();
            }
        }
        stripe.close();
    }

    private void start(int which) throws Exception {
        var settings = new HashMap<>(stripe.settings());
        settings.put("HANDSEL_STRIPE_TIMEOUT", "500ms");
        settings.put("HANDSEL_DATABASE_URL", database.url());
        settings.put("HANDSEL_DATABASE_USER", database.user());
        settings.put("HANDSEL_DATABASE_PASSWORD", database.password());
        settings.put("HANDSEL_KEYSET_FILE", folder.resolve("keyset.json").toString());
        settings.put("DB_SCHEDULER_POLLING_INTERVAL", "200ms");
        servers[which] = HandselProcess.server(
                folder.resolve("server-" + which), FreePort.choose(InetAddress.getLoopbackAddress()), settings);
    }

    private void faults() {
        stripe.control(
                "faults/random",
                Map.of(
                        "seed",
                        SEED,
                        "per_mille",
                        400,
                        "max_per_key",
                        3,
                        "paths",
                        "^/v1/transfers$",
                        "max_delay_millis",
                        LONGEST_DELAY_MILLIS,
                        "kinds",
                        List.of(
                                "delay_before",
                                "delay_during",
                                "delay_after",
                                "drop_before",
                                "drop_after",
                                "status_before",
                                "status_before_pinned",
                                "status_after",
                                "status_after_unpinned",
                                "rate_limit",
                                "in_use")));
    }

    /** Whatever waits for another attempt makes it now, and no lease is kept: two may do the same. */
    private void hurry() {
        jdbc.sql("update payout set due_at = now() where due_at > now()").update();
    }

    /**
     * A day and two hours pass, here and at Stripe, while no request is on its way: one that is executed more than an hour
     * after it was sent is the one thing that a key cannot protect from.
     */
    private void aDayLater() {
        for (int moment = 0; moment < QUIET_MOMENTS; moment++) {
            jdbc.sql("update payout set due_at = now() + interval '1 hour' where due_at is not null")
                    .update();
            Eventually.passes(MOMENT);
        }
        for (var table : List.of("transfer_request", "transfer_part_request")) {
            jdbc.sql("update " + table + " set first_sent_at = first_sent_at - interval '26 hours'")
                    .update();
        }
        stripe.later(Duration.ofHours(26));
        hurry();
    }

    private long open() {
        return jdbc.sql("select count(*) from payout where state in ('reserved', 'sending', 'unknown')")
                .query(Long.class)
                .single();
    }

    private long made() {
        return jdbc.sql("select count(*) from payout").query(Long.class).single();
    }

    @Test
    void no_payout_is_doubled_and_none_is_lost() throws Exception {
        var treasury = new Treasury(jdbc, stripe);
        var program = treasury.program(Instant.now());
        treasury.affiliates(program, PAYOUTS - LARGE, AMOUNT);
        treasury.affiliates(program, LARGE, LARGE_AMOUNT);
        stripe.limit(MOST, "usd");
        faults();
        KeyRotation.create(folder.resolve("keyset.json"));
        start(0);
        start(1);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int kills = 0;
        int days = 0;
        long before = Long.MAX_VALUE;
        while (made() < PAYOUTS || open() > 0) {
            assertThat(System.nanoTime()).as("open: " + open()).isLessThan(deadline);
            Eventually.passes(MOMENT.multipliedBy(2));
            hurry();
            if (kills < 4 && made() == PAYOUTS && open() < PAYOUTS * (4L - kills) / 5) {
                servers[kills % 2].kill();
                start(kills++ % 2);
                audit.requireSound();
            }
            long now = open();
            if (made() == PAYOUTS && now == before && kills > 0 && days < 30) {
                aDayLater();
                days++;
            }
            before = now;
        }

        var found = audit.found();
        Summary.write(
                "payouts",
                "payouts under faults: %d, doubled %d, lost %d (seed %d, %d kills, %d days, %s)"
                        .formatted(found.payouts(), found.doubled(), found.lost(), SEED, kills, days, found.states()));
        audit.requireSettled();
        assertThat(found.payouts()).isEqualTo(PAYOUTS);
        assertThat(jdbc.sql("select count(distinct payout_id) from payout_part")
                        .query(Long.class)
                        .single())
                .as("payouts that were sent in parts")
                .isPositive();
    }
}
