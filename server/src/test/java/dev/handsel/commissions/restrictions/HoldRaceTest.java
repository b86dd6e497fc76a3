package dev.handsel.commissions.restrictions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.restrictions.Restriction.Strength;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.platform.database.Transactions;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.HandselTest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A hold and a payout of the same money meet. One of them is stopped by a lock at the very place where the other comes in: a hold
 * that is written and not committed, a payout that has judged and not reserved. Where they meet without one, either may be first.
 */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class HoldRaceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TRIES = 50;
    private static final int BOOKED = 20;

    @Autowired
    EventScene scene;

    @Autowired
    Doubts doubts;

    @Autowired
    Restrictions restrictions;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient jdbc;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = scene.shop();
    }

    /** One meeting: an affiliate with 900 of a customer who will be doubted, and 300 of another one. */
    private record Meeting(int number, Shop.Affiliate affiliate, String doubted) {
        String key() {
            return "k" + number;
        }

        boolean ofAffiliate() {
            return number % 4 == 3;
        }

        /** What may leave while it is held. */
        long free() {
            return ofAffiliate() ? 0 : 300;
        }
    }

    private Meeting meeting(int number) {
        var affiliate = shop.affiliate("nora" + number);
        shop.brought(affiliate, "ann" + number);
        shop.brought(affiliate, "bob" + number);
        shop.tellAll(
                Event.invoice("a" + number, "ann" + number, 3_000), Event.invoice("b" + number, "bob" + number, 1_000));
        shop.moveDays(40);
        return new Meeting(number, affiliate, "ann" + number);
    }

    private Restriction restriction(Meeting meeting) {
        return Doubts.restriction(
                shop,
                meeting.key(),
                meeting.ofAffiliate()
                        ? Doubts.affiliate(meeting.affiliate())
                        : doubts.customer(shop, meeting.doubted()),
                Strength.HOLD);
    }

    /** Asks for all of it, or for all of what everybody has by a run. */
    private void pay(Meeting meeting) {
        if (meeting.number() % 2 == 0) {
            shop.asMerchant(
                    "/v1/payouts",
                    Map.of(
                            "program",
                            shop.id(),
                            "affiliate",
                            meeting.affiliate().id(),
                            "currency",
                            "USD",
                            "amount",
                            1_200));
        } else {
            shop.asManager("/v1/programs/" + shop.id() + "/payouts/run", Map.of());
        }
    }

    private long inFlight(Meeting meeting) {
        return shop.balance(meeting.affiliate(), "USD").get("in_flight").asLong();
    }

    private void waits(int many) {
        Eventually.happens(
                PATIENCE,
                many + " wait for a lock",
                () -> jdbc.sql("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'
                        """).query(Integer.class).single() >= many);
    }

    /** After all of it, whoever was first: no more leaves than what is not held, also when a payout comes back. */
    private void nothingHeldLeaves(Meeting meeting) {
        for (JsonNode payout : shop.payouts(meeting.affiliate())) {
            shop.asMerchant(
                    "/v1/payouts/" + payout.get("id").asString() + "/simulate", Map.of("outcome", "transfer_failed"));
        }
        assertThat(inFlight(meeting)).isZero();
        shop.asManager("/v1/programs/" + shop.id() + "/payouts/run", Map.of());
        assertThat(inFlight(meeting)).isEqualTo(meeting.free());
    }

    @Test
    void a_payout_that_comes_while_a_hold_is_written_waits_and_sees_it() throws Exception {
        try (var threads = Executors.newCachedThreadPool()) {
            for (int number = 0; number < TRIES; number++) {
                var meeting = meeting(number);
                var payout = transactions.required(() -> {
                    restrictions.raise(Doubts.program(shop), restriction(meeting));
                    var asked = threads.submit(() -> pay(meeting));
                    waits(1);
                    return asked;
                });
                payout.get();
                assertThat(inFlight(meeting)).isIn(0L, meeting.free());
                nothingHeldLeaves(meeting);
            }
        }
        assertThat(shop.verdict().get("violations")).isEmpty();
    }

    @Test
    void a_hold_that_comes_while_a_payout_is_judged_waits_and_takes_what_comes_back() throws Exception {
        try (var threads = Executors.newCachedThreadPool()) {
            for (int number = 0; number < TRIES; number++) {
                var meeting = meeting(number);
                meetWhileJudged(threads, meeting);
                assertThat(inFlight(meeting)).isEqualTo(1_200);
                assertThat(shop.balance(meeting.affiliate(), "USD").get("held").asLong())
                        .isZero();
                nothingHeldLeaves(meeting);
            }
        }
        assertThat(shop.verdict().get("violations")).isEmpty();
    }

    private void meetWhileJudged(ExecutorService threads, Meeting meeting) throws Exception {
        var written = new CountDownLatch(1);
        Future<?>[] both = new Future<?>[2];
        transactions.run(() -> {
            // Whoever reads payouts goes on; a payout that was judged cannot be written.
            jdbc.sql("lock table payout in share mode").update();
            both[0] = threads.submit(() -> pay(meeting));
            waits(1);
            both[1] = threads.submit(() -> doubts.raise(shop, restriction(meeting)));
            waits(2);
            written.countDown();
        });
        written.await();
        both[0].get();
        both[1].get();
    }

    @Test
    void a_hold_and_a_payout_at_once_are_one_before_the_other() throws Exception {
        try (var threads = Executors.newCachedThreadPool()) {
            for (int number = 0; number < TRIES; number++) {
                var meeting = meeting(number);
                var start = new CountDownLatch(1);
                var payout = threads.submit(() -> {
                    start.await();
                    pay(meeting);
                    return true;
                });
                var hold = threads.submit(() -> {
                    start.await();
                    return doubts.raise(shop, restriction(meeting));
                });
                start.countDown();
                payout.get();
                hold.get();
                assertThat(inFlight(meeting)).isIn(0L, meeting.free(), 1_200L);
                nothingHeldLeaves(meeting);
            }
        }
        assertThat(shop.verdict().get("violations")).isEmpty();
    }

    @Test
    void a_line_that_is_booked_while_a_hold_is_written_is_held() throws Exception {
        try (var threads = Executors.newCachedThreadPool()) {
            for (int number = 0; number < BOOKED; number++) {
                var meeting = meeting(number);
                var told = transactions.required(() -> {
                    restrictions.raise(Doubts.program(shop), restriction(meeting));
                    var answer = threads.submit(
                            () -> shop.tell(Event.renewal("r" + meeting.number(), meeting.doubted(), 1_000)));
                    waits(1);
                    return answer;
                });
                assertThat(told.get()).isEqualTo("recorded");
                assertThat(shop.line(meeting.affiliate(), "r" + meeting.number(), "RECURRING")
                                .get("state")
                                .asString())
                        .isEqualTo("held");
            }
        }
        assertThat(shop.verdict().get("violations")).isEmpty();
    }

    @Test
    void a_hold_that_comes_while_a_line_is_booked_holds_it() throws Exception {
        try (var threads = Executors.newCachedThreadPool()) {
            for (int number = 0; number < BOOKED; number++) {
                var meeting = meeting(number);
                Future<?>[] both = new Future<?>[2];
                transactions.run(() -> {
                    jdbc.sql("lock table commission_line in share mode").update();
                    both[0] = threads.submit(
                            () -> shop.tell(Event.renewal("r" + meeting.number(), meeting.doubted(), 1_000)));
                    waits(1);
                    both[1] = threads.submit(() -> doubts.raise(shop, restriction(meeting)));
                    waits(2);
                });
                both[0].get();
                both[1].get();
                assertThat(shop.line(meeting.affiliate(), "r" + meeting.number(), "RECURRING")
                                .get("state")
                                .asString())
                        .isEqualTo("held");
            }
        }
        assertThat(shop.verdict().get("violations")).isEmpty();
    }
}
