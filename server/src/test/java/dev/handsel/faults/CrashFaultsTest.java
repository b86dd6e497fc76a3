package dev.handsel.faults;

import dev.handsel.testing.Eventually;
import dev.handsel.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A server process is killed (kill -9) at exactly this place; the next one finishes what it began. */
class CrashFaultsTest {

    private static final String BEFORE = "crash before";
    private static final String AFTER = "crash after";

    @TempDir
    Path folder;

    /** What makes a running server come to its fail point. */
    private interface Trigger {
        void pull(Rig rig) throws Exception;
    }

    private static final Trigger NOTHING = _ -> {};

    @TestFactory
    Stream<DynamicTest> cells() {
        var matrix = new Matrix();
        crash(matrix, "S04 transfer", "transfer-is-recorded", "transfer-is-answered", NOTHING);
        matrix.cell("S03 cut", BEFORE, () -> crashAtTheCut("transfer-is-cut"))
                .cell("S03 cut", AFTER, () -> crashAtTheCut("transfer-is-cut#3"));
        parts(matrix, "S04 first part", "transfer-is-recorded#4", "transfer-is-answered#4");
        parts(matrix, "S04 last part", "transfer-is-recorded#9", "transfer-is-answered#9");
        parts(matrix, "S06 between parts", "transfer-is-settled#4", "transfer-is-settled#8");
        crash(matrix, "S01 reserve", "batch-chunk-is-written", "batch-chunk-is-committed", NOTHING);
        crash(matrix, "S02 preflight", "transfer-is-claimed", "transfer-has-its-turn", NOTHING);
        crash(matrix, "S03 record sending", "transfer-has-its-turn", "transfer-is-recorded", NOTHING);
        crash(matrix, "S05 transfer again", "transfer-is-recorded#4", "transfer-is-answered#4", CrashFaultsTest::again);
        crash(matrix, "S06 record", "transfer-is-answered", "transfer-is-settled", NOTHING);
        crash(
                matrix,
                "S07 look-up",
                "transfer-look-up-begins",
                "transfer-look-up-is-recorded",
                CrashFaultsTest::aDayLater);
        crash(matrix, "S08 receive", "event-arrives", "event-is-kept", NOTHING);
        crash(matrix, "S09 apply", "event-is-claimed", "event-is-applied", NOTHING);
        crash(matrix, "S10 poll", "poll-begins", "events-are-listed", rig -> rig.poke("poll-stripe"));
        if (Instant.now().atOffset(ZoneOffset.UTC).getHour() > 0) {
            crash(
                    matrix,
                    "S13 reconciliation",
                    "movements-are-listed",
                    "reconciliation-is-made",
                    rig -> rig.poke("reconcile-stripe"));
        }
        return matrix.cell("S15 onboarding", BEFORE, () -> onboarding("account-is-begun"))
                .cell("S15 onboarding", AFTER, () -> onboarding("account-is-opened"))
                .tests(1);
    }

    @AfterAll
    static void sum() {
        Matrix.sum(CrashFaultsTest.class);
    }

    private void crash(Matrix matrix, String step, String before, String after, Trigger trigger) {
        matrix.cell(step, BEFORE, () -> crash(before, trigger)).cell(step, AFTER, () -> crash(after, trigger));
    }

    /** The first three requests are those of the whole payouts, which are refused; then each part is one. */
    private void parts(Matrix matrix, String step, String before, String after) {
        matrix.cell(step, BEFORE, () -> crashInParts(before)).cell(step, AFTER, () -> crashInParts(after));
    }

    private void crashInParts(String failPoint) throws Exception {
        try (var rig = rig()) {
            rig.inParts();
            rig.start(failPoint);
            rig.awaitFailPoint();
            rig.kill();
            rig.audit.requireSound();
            rig.start("");
            rig.settle();
            rig.requireParts();
        }
    }

    /** The refusal was heard and not written down: what it says is in doubt now, and nothing is cut until the look-up. */
    private void crashAtTheCut(String failPoint) throws Exception {
        try (var rig = rig()) {
            rig.inParts();
            rig.start(failPoint);
            rig.awaitFailPoint();
            rig.kill();
            rig.audit.requireSound();
            rig.start("");
            rig.hurry();
            rig.await(1, "state = 'unknown'");
            rig.aDayLater();
            Eventually.happens(Rig.PATIENCE, Rig.PAUSE, () -> "open: " + rig.audit.found(), () -> {
                rig.hurry();
                return rig.nothingIsOpen();
            });
            rig.audit.requireSettled();
        }
    }

    private Rig rig() {
        var database = TestDatabase.migrated();
        return new Rig(
                database.dataSource(),
                Map.of(
                        "HANDSEL_DATABASE_URL", database.url(),
                        "HANDSEL_DATABASE_USER", database.user(),
                        "HANDSEL_DATABASE_PASSWORD", database.password()),
                folder);
    }

    private void crash(String failPoint, Trigger trigger) throws Exception {
        try (var rig = rig()) {
            if (failPoint.contains("look-up") || failPoint.contains("#")) {
                rig.stripe.fault(
                        "/v1/transfers$",
                        failPoint.contains("look-up") ? "status_after" : "drop_before",
                        Map.of("times", Rig.PAYOUTS, "method", "POST"));
            }
            if (failPoint.contains("look-up")) {
                rig.stripe.control("webhooks", Map.of("hold", true));
            }
            rig.start(failPoint);
            trigger.pull(rig);
            rig.awaitFailPoint();
            rig.kill();
            rig.audit.requireSound();

            rig.start("");
            rig.settle();
        }
    }

    /** All of them were sent once without an answer; the next request is a second attempt. */
    private static void again(Rig rig) throws Exception {
        rig.await(Rig.PAYOUTS, "state = 'unknown'");
        rig.hurry();
    }

    private static void aDayLater(Rig rig) throws Exception {
        rig.await(Rig.PAYOUTS, "state = 'unknown'");
        rig.aDayLater();
        rig.hurry();
    }

    private void onboarding(String failPoint) throws Exception {
        try (var rig = rig()) {
            rig.start(failPoint);
            var joining = new Joining(rig);
            var asking = joining.askInBackground();
            rig.awaitFailPoint();
            rig.kill();
            asking.join();

            rig.start("");
            joining.requireOneAccount();
            rig.settle();
        }
    }
}
