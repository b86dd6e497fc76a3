package dev.handsel.commissions.reckoner;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.commissions.replay.Recompute;
import dev.handsel.commissions.restrictions.Doubts;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop.Affiliate;
import dev.handsel.testing.HandselTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random histories are told while customers, and now and then the affiliate, are held, blocked and cleared at random. In the end the
 * books are what the rules say of those whom nobody blocks, and nothing of the others. {@code -Dhandsel.histories.doubted=1000
 * -Dhandsel.histories.seed=7} tells more of them, and others.
 */
@HandselTest
class DoubtedHistoriesTest {

    private static final int MANY = Integer.getInteger("handsel.histories.doubted", 100);
    private static final long SEED = Long.getLong("handsel.histories.seed", 1);

    /** So many customers under the same terms. */
    private static final int PROGRAMME = 50;

    @Autowired
    EventScene scene;

    @Autowired
    Doubts doubts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Recompute recompute;

    /** Who doubts whom in a programme. */
    private final class Doubting {

        private final Books books;
        private final List<String> customers;
        private final List<Affiliate> affiliates;
        private final Random random;

        /** By key: the customer, or nothing for the affiliate; and whether they are blocked. */
        private final Map<String, Doubt> standing = new TreeMap<>();

        private int raised;

        Doubting(Books books, Crowd crowd, Random random) {
            this.books = books;
            this.customers = crowd.all().stream().map(History::customer).toList();
            this.affiliates = books.affiliates();
            this.random = random;
        }

        private record Doubt(String customer, boolean blocks) {}

        void some() {
            for (int i = random.nextInt(6); i >= 0; i--) {
                if (!standing.isEmpty() && random.nextInt(5) < 2) {
                    var keys = List.copyOf(standing.keySet());
                    clear(keys.get(random.nextInt(keys.size())));
                } else {
                    raise(customers.get(random.nextInt(customers.size())));
                }
            }
        }

        private void raise(String customer) {
            var key = "k" + ++raised;
            boolean blocks = random.nextInt(3) > 0;
            if (random.nextInt(20) == 0) {
                doubts.hold(books.shop(), key, affiliates.get(random.nextInt(affiliates.size())));
                standing.put(key, new Doubt("", false));
            } else if (doubts.knows(books.shop(), customer)) {
                if (blocks) {
                    doubts.block(books.shop(), key, customer);
                } else {
                    doubts.hold(books.shop(), key, customer);
                }
                standing.put(key, new Doubt(customer, blocks));
            }
        }

        private void clear(String key) {
            doubts.clear(books.shop(), key);
            standing.remove(key);
        }

        void clearAll() {
            new ArrayList<>(standing.keySet()).forEach(this::clear);
        }

        Set<String> blocked() {
            return standing.values().stream()
                    .filter(Doubt::blocks)
                    .map(Doubt::customer)
                    .collect(Collectors.toSet());
        }
    }

    /** Under rule sets alone, and under terms of all levels with what they limit. */
    private static List<Crowd> crowds(long seed) {
        return Stream.of(Special.NOTHING, Special.TERMS)
                .flatMap(special -> Crowd.many(MANY, PROGRAMME, seed, special).stream())
                .toList();
    }

    private Set<Recompute.RecomputeDifference> differences() {
        return new HashSet<>(recompute.run(_ -> {}).differences());
    }

    private void onlyWhatIsFreeHasLeft(Affiliate affiliate, Map<String, Long> before, Map<String, Long> after) {
        after.forEach((currency, gone) -> {
            if (gone > before.getOrDefault(currency, 0L)) {
                assertThat(gone).isLessThanOrEqualTo(free(affiliate, currency));
            }
        });
    }

    /** What may have left at most: all of what is not held, and of what is held what had left before. */
    private long free(Affiliate affiliate, String currency) {
        return jdbc.sql("""
                        select coalesce(sum(case when held then least(amount - reversed, paid_before) else amount - reversed end), 0)
                        from commission_state where affiliate_id = :affiliate and currency = :currency and matured
                        """)
                .param("affiliate", AffiliateId.parse(affiliate.id()).value())
                .param("currency", currency)
                .query(Long.class)
                .single();
    }

    private void agrees(Crowd crowd, List<ObjectNode> events, Books books) {
        assertThat(Disagreement.first(scene, crowd, events, books.lines()))
                .as("%s", crowd.histories())
                .isEmpty();
    }

    @Test
    void who_is_blocked_in_the_end_earns_nothing_and_all_others_what_the_rules_say() {
        for (var crowd : crowds(SEED + 5_000)) {
            var random = crowd.random(10);
            var events = crowd.mixed(random);
            var books = Books.opened(scene, crowd.histories());
            var doubting = new Doubting(books, crowd, random);
            books.tell(events, 40, random, doubting::some);
            books.settle();

            var blocked = doubting.blocked();
            assertThat(blocked).isNotEmpty();
            assertThat(books.lines()).doesNotContainKeys(blocked.toArray(String[]::new));
            var rest = crowd.without(blocked);
            agrees(rest, events, books);
            assertThat(books.left()).as("%s", crowd.histories()).isEqualTo(rest.left());
            assertThat(books.owed()).as("%s", crowd.histories()).isEqualTo(rest.owed(books.now()));

            doubting.clearAll();
            books.settle();
            agrees(crowd, events, books);
            assertThat(books.left()).as("%s", crowd.histories()).isEqualTo(crowd.left());
            assertThat(books.owed()).as("%s", crowd.histories()).isEqualTo(crowd.owed(books.now()));
        }
        assertThat(differences()).isEmpty();
    }

    @Test
    void what_is_paid_out_in_between_is_left_and_in_the_end_everything_is_earned() {
        for (var crowd : crowds(SEED + 6_000)) {
            var random = crowd.random(11);
            var events = crowd.mixed(random);
            var books = Books.opened(scene, crowd.histories());
            var doubting = new Doubting(books, crowd, random);
            books.tell(events, 40, random, () -> {
                doubting.some();
                var before = books.affiliates().stream().collect(toMap(one -> one, books::gone));
                books.payOut();
                before.forEach((affiliate, then) -> onlyWhatIsFreeHasLeft(affiliate, then, books.gone(affiliate)));
            });
            books.settle();
            doubting.clearAll();
            books.settle();
            agrees(crowd, events, books);
            assertThat(books.hasPaid()).isTrue();
            assertThat(books.earned()).as("%s", crowd.histories()).isEqualTo(crowd.earned());
        }
        assertThat(differences()).isEmpty();
    }
}
