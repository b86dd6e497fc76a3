package dev.handsel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.platform.postgres.StoppablePostgres;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The mail about a payout: sent once if nothing goes wrong, twice rather than never if something does. */
class MailFaultsTest {

    private static final String STEP = "S14 outgoing mail";

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> cells() {
        return new Matrix()
                .cell(STEP, "crash before", () -> crash("mail-is-claimed", 0))
                .cell(STEP, "crash after", () -> crash("mail-is-sent", 1))
                .cell(STEP, "timeout", () -> refused(""))
                .cell(STEP, "http 4xx", () -> refused("550 no such person"))
                .cell(STEP, "http 5xx", () -> refused("451 try again later"))
                .cell(STEP, "http 429", () -> refused("421 too many of you"))
                .cell(STEP, "ooo webhook", () -> refused("451 the second comes first"))
                .cell(STEP, "two schedulers", this::twoServers)
                .cell(STEP, "db failover", this::failover)
                .tests(0);
    }

    @AfterAll
    static void sum() {
        Matrix.sum(MailFaultsTest.class);
    }

    private Rig rig() {
        var database = TestDatabase.migrated();
        var rig = new Rig(
                database.dataSource(),
                Map.of(
                        "HANDSEL_DATABASE_URL", database.url(),
                        "HANDSEL_DATABASE_USER", database.user(),
                        "HANDSEL_DATABASE_PASSWORD", database.password()),
                folder);
        rig.peopleBehindAffiliates();
        return rig;
    }

    /** Waits until a mail about each payout has arrived; {@code more} may have come twice. */
    private static void arrives(Rig rig, MailServer mails, int more) throws InterruptedException {
        Eventually.happens(Rig.PATIENCE, Rig.PAUSE, () -> mails.accepted() + " mails", () -> {
            rig.hurryMails();
            return mails.accepted() >= Rig.PAYOUTS && rig.mailsWaiting() == 0;
        });
        rig.settle();
        assertThat(rig.mailsWaiting()).isZero();
        assertThat(mails.accepted()).isBetween(Rig.PAYOUTS, Rig.PAYOUTS + more);
    }

    private void crash(String failPoint, int twice) throws Exception {
        try (var mails = new MailServer("", 0);
                var rig = rig()) {
            rig.mailsTo(mails.port());
            rig.start(failPoint);
            rig.awaitFailPoint();
            rig.kill();
            rig.endLeasesOfMails();
            rig.start("");
            arrives(rig, mails, twice);
        }
    }

    private void refused(String reply) throws Exception {
        try (var mails = new MailServer(reply, 2);
                var rig = rig()) {
            rig.mailsTo(mails.port());
            rig.start("");
            arrives(rig, mails, 0);
            assertThat(mails.refused()).isEqualTo(2);
        }
    }

    private void twoServers() throws Exception {
        try (var mails = new MailServer("", 0);
                var rig = rig();
                var other = rig.besides()) {
            rig.mailsTo(mails.port());
            rig.start("");
            other.start("");
            arrives(rig, mails, 0);
        }
    }

    private void failover() throws Exception {
        var gate = Files.createFile(folder.resolve(UUID.randomUUID().toString()));
        try (var postgres = new StoppablePostgres(folder.resolve("pg-" + UUID.randomUUID()));
                var mails = new MailServer("", 0);
                var rig = new Rig(postgres.dataSource(), postgres.settings(), folder)) {
            rig.peopleBehindAffiliates();
            rig.mailsTo(mails.port());
            rig.start("mail-is-sent@" + gate);
            rig.awaitFailPoint();
            postgres.stopImmediately();
            postgres.start();
            Files.delete(gate);
            // Whoever has a mail must have lost the database before the lease ends, or two have the same.
            Eventually.passes(Duration.ofSeconds(3));
            rig.endLeasesOfMails();
            arrives(rig, mails, 1);
        }
    }
}
