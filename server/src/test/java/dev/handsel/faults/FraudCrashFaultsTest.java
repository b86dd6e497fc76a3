package dev.handsel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.faults.DoubtedShop.Chapter;
import dev.handsel.inbox.events.Event;
import dev.handsel.ledger.LedgerVerification;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.TestDatabase;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A server process is killed (kill -9) between a fact and the verdict that follows from it; the next one goes on. In the end there is
 * exactly what there is where nobody was killed, each once.
 */
// Nothing runs before the first try.
@SuppressWarnings("NullAway.Init")
class FraudCrashFaultsTest {

    /** Before anything is written, between counters and verdicts, before the cursor moves, before the commit, and after it. */
    private static final List<String> PLACES = List.of(
            "events-are-taken-up",
            "counters-are-written",
            "identities-are-written",
            "events-are-judged",
            "events-are-followed");

    private static final List<String> FAULTS = List.of(
            "kill before verdicts",
            "kill before verdicts",
            "kill before the commit",
            "kill before the commit",
            "kill after the commit");

    private static final String AGAIN = "verdicts-restrict";
    private static final int VARIANTS = 10;
    private static final Duration DAYS = Duration.ofDays(2);

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabase.migrated();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final Map<Boolean, List<String>> expected = new HashMap<>();
    private Replica server;

    /**
     * One way to be killed.
     *
     * @param chapters after which it is; all at once for those of more than one
     * @param twice whether the next one is killed as well
     * @param clock whether somebody moves the clock meanwhile, and so has it judged in a request
     */
    private record Variant(List<Chapter> chapters, boolean twice, boolean clock) {

        static Variant of(int number) {
            var all = Arrays.asList(Chapter.values());
            int which = number % 5;
            return new Variant(which == 4 ? all : List.of(all.get(which)), number >= 5, which % 2 == 1);
        }

        boolean burst() {
            return chapters.size() > 1;
        }

        @Override
        public String toString() {
            return (burst() ? "all at once" : chapters.getFirst().name().toLowerCase(Locale.ROOT))
                    + (twice ? ", twice" : "")
                    + (clock ? ", clock" : "");
        }
    }

    @TestFactory
    Stream<DynamicTest> tries() {
        var matrix = new Matrix();
        for (int number = 0; number < VARIANTS; number++) {
            for (int place = 0; place < PLACES.size(); place++) {
                var at = PLACES.get(place);
                var variant = Variant.of((number + 2 * place) % VARIANTS);
                matrix.cell("F01 " + at + ", " + variant, FAULTS.get(place), () -> crash(at, variant));
            }
        }
        return matrix.tests(1).onClose(() -> {
            if (server != null) {
                server.close();
            }
        });
    }

    @AfterAll
    static void sum() {
        Matrix.sum(FraudCrashFaultsTest.class);
    }

    private void crash(String place, Variant variant) throws Exception {
        start();
        var wanted = expected(variant.burst());
        var shop = DoubtedShop.open(server);
        var books = new DoubtedBooks(jdbc, shop);
        // Whoever stands still next is to do so for what is told next.
        Eventually.happens(Replica.PATIENCE, "all is judged", () -> DoubtedBooks.allJudged(jdbc));
        for (var told : told(shop, variant.burst())) {
            boolean here =
                    variant.burst() || told.chapter() == variant.chapters().getFirst();
            if (here) {
                server.stopAt(place);
            }
            shop.tell(server, told.events());
            if (here) {
                killAt(place, variant, shop, books);
            }
            shop.move(server, Duration.ofMinutes(1));
            assertThat(books.judged()).isTrue();
        }
        end(shop);
        assertThat(books.all()).isEqualTo(wanted);
        assertThat(books.heldAndReserved()).isEmpty();
        assertThat(new LedgerVerification(jdbc).run().violations()).isEmpty();
    }

    private void killAt(String place, Variant variant, DoubtedShop shop, DoubtedBooks books) throws Exception {
        var mover = variant.clock() ? moving(shop, server) : null;
        server.awaitStop(place);
        server.kill();
        server.letGo(place);
        if (mover != null) {
            mover.join();
        }
        if (variant.twice()) {
            server.stopAt(AGAIN);
            server.start();
            Eventually.happens(Replica.PATIENCE, "killed again", () -> server.stands(AGAIN) || books.judged());
            server.kill();
            server.letGo(AGAIN);
        }
        server.start();
    }

    private static Thread moving(DoubtedShop shop, Replica server) {
        var to = shop.now().plusSeconds(30);
        return Thread.startVirtualThread(() -> {
            try {
                shop.moveTo(server, to);
            } catch (UncheckedIOException killed) {
                // So it was.
            }
        });
    }

    private void start() throws Exception {
        if (server == null) {
            server = Replica.of(database, folder.resolve("one"));
            server.start();
        }
    }

    /** What is told at once. */
    private record Told(Chapter chapter, List<Event> events) {}

    private static List<Told> told(DoubtedShop shop, boolean burst) {
        var each = Stream.of(Chapter.values())
                .map(chapter -> new Told(chapter, shop.events(chapter)))
                .toList();
        if (!burst) {
            return each;
        }
        var all = new ArrayList<Event>();
        each.forEach(told -> all.addAll(told.events()));
        return List.of(new Told(Chapter.ANN_IS_HELD, all));
    }

    /** What there is where nobody is killed. */
    private List<String> expected(boolean burst) {
        return Objects.requireNonNull(expected.computeIfAbsent(burst, _ -> {
            var shop = DoubtedShop.open(server);
            for (var told : told(shop, burst)) {
                shop.tell(server, told.events());
                shop.move(server, Duration.ofMinutes(1));
            }
            end(shop);
            var books = new DoubtedBooks(jdbc, shop);
            assertThat(String.join("\n", books.all("alert")))
                    .contains("ann self_referral hold", "bob self_referral block", "dan self_referral hold")
                    .contains("dan self_referral clear");
            assertThat(String.join("\n", books.all("audit")))
                    .contains("fraud.signal.raised", "fraud.signal.cleared", "fraud.case.opened")
                    .contains("commission.held ann", "commission.blocked bob");
            return books.all();
        }));
    }

    private void end(DoubtedShop shop) {
        shop.move(server, DAYS);
        DoubtedShop.done(shop.run(server));
    }
}
