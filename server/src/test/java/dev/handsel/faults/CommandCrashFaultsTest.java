package dev.handsel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.platform.postgres.StoppablePostgres;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A server dies, or its database does, while a transfer is taken back or an account is to pay to its bank. */
class CommandCrashFaultsTest {

    private static final String REVERSE = "S12 reversal";
    private static final String BANK = "S11 bank payout";
    private static final String SENT = "command-is-recorded";
    private static final String ANSWERED = "command-is-answered";
    private static final long BACK = 1_000;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> cells() {
        return new Matrix()
                .cell(REVERSE, "crash before", () -> crash(SENT, true))
                .cell(BANK, "crash after", () -> crash(ANSWERED, false))
                .cell(REVERSE, "db failover", () -> failover(true))
                .cell(BANK, "crash before", () -> crash(SENT, false))
                .cell(REVERSE, "crash after", () -> crash(ANSWERED, true))
                .cell(BANK, "db failover", () -> failover(false))
                .tests(1);
    }

    @AfterAll
    static void sum() {
        Matrix.sum(CommandCrashFaultsTest.class);
    }

    private void crash(String failPoint, boolean reverses) throws Exception {
        var database = TestDatabase.migrated();
        var settings = Map.of(
                "HANDSEL_DATABASE_URL", database.url(),
                "HANDSEL_DATABASE_USER", database.user(),
                "HANDSEL_DATABASE_PASSWORD", database.password());
        try (var rig = new Rig(database.dataSource(), settings, folder)) {
            begin(rig, failPoint, reverses);
            rig.kill();
            rig.audit.requireSound();

            rig.start("");
            settle(rig, reverses);
        }
    }

    private void failover(boolean reverses) throws Exception {
        var gate = Files.createFile(folder.resolve(UUID.randomUUID().toString()));
        try (var postgres = new StoppablePostgres(folder.resolve("pg-" + UUID.randomUUID()));
                var rig = new Rig(postgres.dataSource(), postgres.settings(), folder)) {
            begin(rig, ANSWERED + "@" + gate, reverses);
            postgres.stopImmediately();
            postgres.start();
            Files.delete(gate);

            settle(rig, reverses);
        }
    }

    /** Everything was transferred, and the server stands at its fail point. */
    private static void begin(Rig rig, String failPoint, boolean reverses) throws Exception {
        if (!reverses) {
            rig.payToBanks();
        }
        rig.start(failPoint);
        rig.await(Rig.PAYOUTS, "state = 'transferred'");
        if (reverses) {
            takeBack(rig);
        }
        rig.awaitFailPoint();
    }

    private static void takeBack(Rig rig) throws InterruptedException {
        var token = rig.token();
        var payouts = rig.jdbc
                .sql("select id from payout")
                .query((row, _) -> new PayoutId(row.getObject(1, UUID.class)))
                .list();
        for (var payout : payouts) {
            var reply = rig.client()
                    .post(
                            "/v1/payouts/" + payout + "/reversals",
                            "{\"amount\": " + BACK + ", \"reason\": \"fraud\"}",
                            "Authorization",
                            "Bearer " + token,
                            "Idempotency-Key",
                            payout.toString());
            assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        }
    }

    private static void settle(Rig rig, boolean reverses) {
        Eventually.happens(Rig.PATIENCE, Rig.PAUSE, () -> "done: " + done(rig), () -> {
            boolean settled = done(rig) >= Rig.PAYOUTS;
            if (!settled) {
                rig.hurry();
            }
            return settled;
        });
        rig.audit.requireSettled();
        if (reverses) {
            assertThat(rig.count("state = 'partly_reversed' and reversed = " + BACK))
                    .isEqualTo(Rig.PAYOUTS);
        } else {
            assertThat(rig.stripe.asked("payouts").get("payouts").size()).isEqualTo(Rig.PAYOUTS);
            assertThat(rig.count("bank_state = 'pending'")).isEqualTo(Rig.PAYOUTS);
        }
    }

    private static long done(Rig rig) {
        return rig.jdbc
                .sql("select count(*) from stripe_command where state = 'done'")
                .query(Long.class)
                .single();
    }
}
