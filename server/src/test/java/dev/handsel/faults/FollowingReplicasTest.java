package dev.handsel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.fraud.evaluation.SmallWorld;
import dev.handsel.fraud.evaluation.SmallWorld.Told;
import dev.handsel.ledger.LedgerVerification;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two server processes follow the events of one programme, which are told to both: what follows is what follows from them, once. */
class FollowingReplicasTest {

    private static final Instant END = SmallWorld.START.plus(Duration.ofDays(SmallWorld.DAYS));
    private static final String STANDS = "events-are-followed";
    private static final int PARTS = 6;

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabase.migrated();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final Set<UUID> holders = new HashSet<>();

    @Test
    void two_servers_that_follow_one_programme_judge_and_pay_as_one() throws Exception {
        var world = SmallWorld.of(11, 120);
        try (var one = Replica.of(database, folder.resolve("one"))) {
            one.start();
            try (var two = one.beside(Map.of())) {
                two.start();
                var shop = DoubtedShop.empty(one, END.minusSeconds(1), 5);
                var books = new DoubtedBooks(jdbc, shop);
                tell(shop, books, one, two, world);
                shop.moveTo(two, END);

                assertThat(books.told()).isEqualTo(WorldFile.replayed(folder, world));
                assertThat(holders).as("each has followed some").hasSize(2);
                assertThat(books.restrictedOtherwise()).isEmpty();
                assertThat(books.all("audit").stream().filter(line -> line.contains("fraud.signal.")))
                        .isNotEmpty()
                        .doesNotHaveDuplicates();
                assertThat(books.out()).isPositive();
                assertThat(books.heldAndReserved()).isEmpty();
                assertThat(books.least()).isNotNegative();
                assertThat(new LedgerVerification(jdbc).run().violations()).isEmpty();
            }
        }
    }

    /** To both in turn; in the middle the one stands still, so that the other goes on, and then the other does. */
    private void tell(DoubtedShop shop, DoubtedBooks books, Replica one, Replica two, List<Told> world)
            throws Exception {
        for (int part = 0; part < PARTS; part++) {
            var standing = part == PARTS / 3 ? one : part == 2 * PARTS / 3 ? two : null;
            if (standing != null) {
                judged(books);
                other(one, two, standing).letAllGo();
                standing.stopAt(STANDS);
            }
            for (var batch : batches(part(world, part))) {
                shop.tellLines(part % 2 == 0 ? one : two, batch);
            }
            judged(books);
            pay(shop, books, one, two);
        }
        two.letAllGo();
    }

    private static Replica other(Replica one, Replica two, Replica standing) {
        return standing.equals(one) ? two : one;
    }

    private void judged(DoubtedBooks books) {
        Eventually.happens(Replica.PATIENCE, "all is judged", books::judged);
        books.holder().ifPresent(holders::add);
    }

    /** Both pay all that can be paid, at once, and what was made and may leave leaves. */
    private void pay(DoubtedShop shop, DoubtedBooks books, Replica one, Replica two) throws Exception {
        for (var affiliate : books.affiliates()) {
            shop.payTo(one, affiliate);
        }
        var other = Thread.startVirtualThread(() -> DoubtedShop.done(shop.run(two)));
        DoubtedShop.done(shop.run(one));
        other.join();
        for (var payout : books.payouts()) {
            DoubtedShop.done(shop.simulate(one, payout, "transfer_created"));
        }
        assertThat(books.heldAndReserved()).isEmpty();
    }

    /** Whole instants, so that each batch is told by itself. */
    private static List<Told> part(List<Told> world, int part) {
        return world.subList(cut(world, part), cut(world, part + 1));
    }

    private static int cut(List<Told> world, int part) {
        int at = world.size() * part / PARTS;
        while (at > 0
                && at < world.size()
                && world.get(at).at().equals(world.get(at - 1).at())) {
            at++;
        }
        return at;
    }

    private static List<List<String>> batches(List<Told> told) {
        var batches = new ArrayList<List<String>>();
        for (int from = 0; from < told.size(); from += 100) {
            batches.add(told.subList(from, Math.min(told.size(), from + 100)).stream()
                    .map(Told::line)
                    .toList());
        }
        return batches;
    }
}
