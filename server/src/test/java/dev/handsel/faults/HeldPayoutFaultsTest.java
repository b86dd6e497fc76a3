package dev.handsel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.faults.DoubtedShop.Chapter;
import dev.handsel.ledger.LedgerVerification;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A verdict and a payout of the same money meet, at two servers: what is told at the one has somebody held or blocked while the other
 * pays. Each stands still at each place that matters while the other goes on as far as it can.
 */
// Nothing runs before the first try.
@SuppressWarnings("NullAway.Init")
class HeldPayoutFaultsTest {

    /** Until the second nothing of the money is locked; from the last on the verdict counts for everybody. */
    private static final List<String> VERDICT = List.of(
            "events-are-taken-up",
            "counters-are-written",
            "verdicts-restrict",
            "identities-are-written",
            "events-are-judged",
            "events-are-followed");

    private static final int FREE = 2;

    /** From the second on what is payable is locked. */
    private static final List<String> PAYOUT =
            List.of("payout-begins", "payable-is-locked", "payout-is-judged", "payout-is-written");

    private static final int NOWHERE = -1;

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabase.migrated();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private Replica judge;
    private Replica payer;
    private ExecutorService threads;

    /**
     * How they meet.
     *
     * @param verdict where the verdict stands, of {@link #VERDICT}, or nowhere
     * @param payout where the payout stands, of {@link #PAYOUT}, or nowhere
     * @param verdictFirst which goes on first where both stand
     * @param asked whether somebody asks for the payout; else it is a run
     * @param blocks whether the verdict blocks; else it holds
     */
    private record Meeting(int verdict, int payout, boolean verdictFirst, boolean asked, boolean blocks) {

        Chapter chapter() {
            return blocks ? Chapter.BOB_IS_BLOCKED : Chapter.DAN_IS_HELD;
        }

        String account() {
            return blocks ? "customer:bob" : "customer:dan";
        }

        long doubted() {
            return blocks ? DoubtedShop.OF_BOB : DoubtedShop.OF_DAN;
        }

        /** Whether the payout is the first to have what is payable. */
        boolean payoutIsFirst() {
            if (verdict == NOWHERE || payout > 0) {
                return payout > 0;
            }
            return verdict < FREE && !(verdictFirst && payout != NOWHERE);
        }

        @Override
        public String toString() {
            return "F02 %s by %s at %s, %s at %s%s"
                    .formatted(
                            blocks ? "block" : "hold",
                            "events",
                            verdict == NOWHERE ? "no place" : VERDICT.get(verdict),
                            asked ? "request" : "run",
                            payout == NOWHERE ? "no place" : PAYOUT.get(payout),
                            verdictFirst ? ", verdict goes on" : "");
        }
    }

    @TestFactory
    Stream<DynamicTest> tries() {
        var matrix = new Matrix();
        for (int way = 0; way < 4; way++) {
            boolean asked = way % 2 == 0;
            boolean blocks = way / 2 == 1;
            for (int verdict : List.of(1, 5, 0, 2, 3, 4)) {
                add(matrix, "verdict stands", new Meeting(verdict, NOWHERE, false, asked, blocks));
            }
            for (int payout : List.of(0, 2, 1, 3)) {
                add(matrix, "payout stands", new Meeting(NOWHERE, payout, false, asked, blocks));
                if (way < 2) {
                    both(matrix, payout, asked, blocks);
                }
            }
            var paid = new Meeting(asked ? 0 : 1, NOWHERE, false, false, blocks);
            matrix.cell(paid + ", paid", "paid before", () -> paidBefore(paid));
        }
        return matrix.tests(2).onClose(this::close);
    }

    private void both(Matrix matrix, int payout, boolean asked, boolean blocks) {
        for (int verdict = 0; verdict < (payout == 0 ? VERDICT.size() : FREE); verdict++) {
            add(matrix, "both stand", new Meeting(verdict, payout, true, asked, blocks == asked));
            add(matrix, "both stand", new Meeting(verdict, payout, false, asked, blocks != asked));
        }
    }

    private void add(Matrix matrix, String fault, Meeting meeting) {
        matrix.cell(meeting.toString(), fault, () -> meet(meeting));
    }

    @AfterAll
    static void sum() {
        Matrix.sum(HeldPayoutFaultsTest.class);
    }

    private void meet(Meeting meeting) throws Exception {
        var shop = open();
        var books = new DoubtedBooks(jdbc, shop);
        var reply = meeting.verdict() == NOWHERE
                ? payoutStands(meeting, shop, books)
                : meeting.payout() == NOWHERE ? verdictStands(meeting, shop, books) : bothStand(meeting, shop, books);
        eventually("it is told", () -> books.restricted(meeting.account()));

        if (meeting.payoutIsFirst()) {
            DoubtedShop.done(reply);
            assertThat(books.out()).isEqualTo(DoubtedShop.ALL);
            var payout = books.payouts().getFirst();
            var sent = shop.simulate(payer, payout, "transfer_created");
            assertThat(sent.code()).as(sent.text()).isEqualTo("on_hold");
            DoubtedShop.done(shop.cancel(payer, payout));
        } else {
            assertThat(reply.status()).as(reply.text()).isEqualTo(meeting.asked() ? 422 : 200);
            assertThat(books.out()).isEqualTo(meeting.asked() ? 0 : DoubtedShop.ALL - meeting.doubted());
        }
        assertThat(books.heldAndReserved()).isEmpty();
        // What is not doubted is paid, and nothing else is, however often somebody tries.
        DoubtedShop.done(shop.run(payer));
        shop.move(judge, Duration.ofMinutes(1));
        DoubtedShop.done(shop.run(payer));
        assertThat(books.out()).isEqualTo(DoubtedShop.ALL - meeting.doubted());
        sound(books, meeting.blocks() ? DoubtedShop.ALL - meeting.doubted() : DoubtedShop.ALL);
    }

    private Reply verdictStands(Meeting meeting, DoubtedShop shop, DoubtedBooks books) throws Exception {
        var place = VERDICT.get(meeting.verdict());
        judge.stopAt(place);
        shop.tell(judge, shop.events(meeting.chapter()));
        judge.awaitStop(place);
        var payout = pay(meeting, shop);
        eventually("it pays or waits", () -> payout.isDone() || books.locked());
        judge.letGo(place);
        return payout.get();
    }

    private Reply payoutStands(Meeting meeting, DoubtedShop shop, DoubtedBooks books) throws Exception {
        var place = PAYOUT.get(meeting.payout());
        payer.stopAt(place);
        var payout = pay(meeting, shop);
        payer.awaitStop(place);
        shop.tell(judge, shop.events(meeting.chapter()));
        eventually("it is told or waits", () -> books.restricted(meeting.account()) || books.locked());
        payer.letGo(place);
        return payout.get();
    }

    private Reply bothStand(Meeting meeting, DoubtedShop shop, DoubtedBooks books) throws Exception {
        var verdictAt = VERDICT.get(meeting.verdict());
        var payoutAt = PAYOUT.get(meeting.payout());
        judge.stopAt(verdictAt);
        payer.stopAt(payoutAt);
        var payout = pay(meeting, shop);
        payer.awaitStop(payoutAt);
        shop.tell(judge, shop.events(meeting.chapter()));
        judge.awaitStop(verdictAt);
        if (meeting.verdictFirst()) {
            judge.letGo(verdictAt);
            eventually("it is told or waits", () -> books.restricted(meeting.account()) || books.locked());
            payer.letGo(payoutAt);
        } else {
            payer.letGo(payoutAt);
            eventually("it pays or waits", () -> payout.isDone() || books.locked());
            judge.letGo(verdictAt);
        }
        return payout.get();
    }

    /** The money is gone when the verdict comes: it is not taken back, and a block proposes that somebody does. */
    private void paidBefore(Meeting meeting) throws Exception {
        var shop = open();
        var books = new DoubtedBooks(jdbc, shop);
        var place = VERDICT.get(meeting.verdict());
        judge.stopAt(place);
        shop.tell(judge, shop.events(meeting.chapter()));
        judge.awaitStop(place);
        DoubtedShop.done(shop.run(payer));
        DoubtedShop.done(shop.simulate(payer, books.payouts().getFirst(), "transfer_created"));
        judge.letGo(place);
        eventually("it is told", () -> books.restricted(meeting.account()));
        shop.move(judge, Duration.ofMinutes(1));
        DoubtedShop.done(shop.run(payer));

        assertThat(books.out()).isEqualTo(DoubtedShop.ALL);
        assertThat(books.heldAndReserved()).isEmpty();
        assertThat(shop.clawBacks(payer)).isEqualTo(meeting.blocks() ? List.of("b1 " + meeting.doubted()) : List.of());
        sound(books, DoubtedShop.ALL);
    }

    /** Nothing is lost or there twice, and nobody owes anything. */
    private void sound(DoubtedBooks books, long earned) {
        assertThat(books.earned()).isEqualTo(earned);
        assertThat(books.least()).isNotNegative();
        assertThat(new LedgerVerification(jdbc).run().violations()).isEmpty();
    }

    private Future<Reply> pay(Meeting meeting, DoubtedShop shop) {
        return threads.submit(() -> meeting.asked() ? shop.ask(payer) : shop.run(payer));
    }

    private static void eventually(String what, Callable<Boolean> condition) {
        Eventually.happens(Replica.PATIENCE, what, condition);
    }

    private DoubtedShop open() throws Exception {
        if (judge == null) {
            threads = Executors.newVirtualThreadPerTaskExecutor();
            judge = Replica.of(database, folder.resolve("judge"));
            judge.start();
            payer = judge.beside(Map.of("HANDSEL_FRAUD_READER", "false"));
            payer.start();
        }
        judge.letAllGo();
        payer.letAllGo();
        // Whoever stands still next is to do so for what is told next.
        eventually("all is judged", () -> DoubtedBooks.allJudged(jdbc));
        return DoubtedShop.open(judge);
    }

    private void close() {
        if (judge != null) {
            judge.close();
            payer.close();
            threads.close();
        }
    }
}
