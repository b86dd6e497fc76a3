package dev.handsel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.platform.postgres.StoppablePostgres;
import dev.handsel.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is stopped at once at exactly this place and started again, or replaced by a backup, under a running server. */
class FailoverFaultsTest {

    private static final String FAULT = "db failover";

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> cells() {
        var matrix = new Matrix();
        failover(matrix, "S04 transfer", "transfer-is-recorded");
        matrix.cell("S06 record", "db failover to a backup", () -> restored(false));
        failover(matrix, "S04 first part", "transfer-is-recorded#4", true);
        matrix.cell("S06 record a part", "db failover to a backup", () -> restored(true));
        failover(matrix, "S06 record a part", "transfer-is-answered#4", true);
        failover(matrix, "S01 reserve", "batch-chunk-is-written");
        failover(matrix, "S03 record sending", "transfer-has-its-turn");
        failover(matrix, "S05 transfer again", "transfer-is-recorded#4");
        failover(matrix, "S06 record", "transfer-is-answered");
        failover(matrix, "S07 look-up", "transfer-look-up-is-answered");
        failover(matrix, "S09 apply", "event-is-claimed");
        failover(matrix, "S10 poll", "transfers-are-listed");
        failover(matrix, "S13 reconciliation", "movements-are-listed");
        matrix.cell("S15 onboarding", FAULT, this::onboarding);
        return matrix.tests(1);
    }

    @AfterAll
    static void sum() {
        Matrix.sum(FailoverFaultsTest.class);
    }

    private void failover(Matrix matrix, String step, String failPoint) {
        failover(matrix, step, failPoint, false);
    }

    private void failover(Matrix matrix, String step, String failPoint, boolean inParts) {
        matrix.cell(step, FAULT, () -> failover(failPoint, inParts));
    }

    private void failover(String failPoint, boolean inParts) throws Exception {
        var gate = Files.createFile(folder.resolve(UUID.randomUUID().toString()));
        try (var postgres = new StoppablePostgres(folder.resolve("pg-" + UUID.randomUUID()));
                var rig = new Rig(postgres.dataSource(), postgres.settings(), folder)) {
            if (inParts) {
                rig.inParts();
            } else if (failPoint.contains("look-up") || failPoint.contains("#")) {
                rig.stripe.control("webhooks", Map.of("hold", true));
                rig.stripe.fault(
                        "/v1/transfers$",
                        failPoint.contains("look-up") ? "status_after" : "drop_before",
                        Map.of("times", Rig.PAYOUTS, "method", "POST"));
            }
            rig.start(failPoint + "@" + gate);
            if (!inParts) {
                bring(rig, failPoint);
            }
            rig.awaitFailPoint();
            postgres.stopImmediately();
            postgres.start();
            Files.delete(gate);

            rig.settle();
        }
    }

    private static void bring(Rig rig, String failPoint) throws Exception {
        if (failPoint.contains("#") || failPoint.contains("look-up")) {
            rig.await(Rig.PAYOUTS, "state = 'unknown'");
        }
        if (failPoint.contains("look-up")) {
            rig.aDayLater();
        }
        if (failPoint.equals("movements-are-listed")) {
            rig.poke("reconcile-stripe");
        }
        rig.hurry();
    }

    private void onboarding() throws Exception {
        var gate = Files.createFile(folder.resolve(UUID.randomUUID().toString()));
        try (var postgres = new StoppablePostgres(folder.resolve("pg-" + UUID.randomUUID()));
                var rig = new Rig(postgres.dataSource(), postgres.settings(), folder)) {
            rig.start("account-is-opened@" + gate);
            var joining = new Joining(rig);
            var asking = joining.askInBackground();
            rig.awaitFailPoint();
            postgres.stopImmediately();
            postgres.start();
            Files.delete(gate);
            asking.join();

            joining.requireOneAccount();
            rig.settle();
        }
    }

    /** The backup knows nothing of the payouts that were sent since; what left is written down again and nobody is paid twice. */
    private void restored(boolean inParts) throws Exception {
        try (var postgres = new StoppablePostgres(folder.resolve("pg-" + UUID.randomUUID()));
                var rig = new Rig(postgres.dataSource(), postgres.settings(), folder)) {
            if (inParts) {
                rig.inParts();
            }
            postgres.stop();
            postgres.backUp();
            postgres.start();
            rig.start("");
            rig.settle();

            postgres.stopImmediately();
            postgres.restore();
            postgres.start();
            assertThat(rig.count("true")).isZero();
            rig.await(Rig.PAYOUTS, "origin = 'recovered' and state = 'transferred'");
            Eventually.happens(Rig.PATIENCE, Rig.PAUSE, () -> "open: " + rig.audit.found(), () -> {
                rig.hurry();
                return rig.nothingIsOpen();
            });

            rig.audit.requireSettled();
            assertThat(rig.count("state = 'transferred'")).isEqualTo(Rig.PAYOUTS);
        }
    }
}
