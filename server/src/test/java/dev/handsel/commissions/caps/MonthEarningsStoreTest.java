package dev.handsel.commissions.caps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.platform.database.Transactions;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.StatementCount;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Months with a cap as they are kept: in which order, and how much of them is read. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class MonthEarningsStoreTest {

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @Autowired
    EventScene scene;

    @Autowired
    MonthEarningsStore store;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient jdbc;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void a_limited_affiliate() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        shop.moveTo("2026-02-01T00:00:00Z");
        var terms = Map.of(
                "level", "program",
                "effective_from", "2026-01-01T00:00:00Z",
                "conditions", Map.of("cap_affiliate_month", Map.of("USD", 100_000)));
        assertThat(shop.asManager("/v1/programs/" + shop.id() + "/terms", terms).status())
                .isEqualTo(201);
    }

    private static Instant hour(int number) {
        return NEW_YEAR.plusSeconds(number * 3600L);
    }

    private Place place(int hour, String ref) {
        var month = new AffiliateMonth(AffiliateId.parse(nora.id()), "USD", LocalDate.of(2026, 1, 1));
        return new Place(month, hour(hour), ref);
    }

    private static Event sold(int hour, String ref, String customer) {
        return Event.renewal(ref, customer, 1_000).at(hour(hour).toString());
    }

    /** Customers who bought for 1000 in an hour of their own, and for whom 300 is earned. */
    private void customers(int from, int to) {
        var at = NEW_YEAR.toString();
        shop.tellAll(IntStream.range(from, to)
                .mapToObj(n -> Event.signup("c" + n).with("code", nora.code()).at(at))
                .toList());
        shop.tellAll(IntStream.range(from, to)
                .mapToObj(n -> sold(n, "in" + n, "c" + n))
                .toList());
    }

    /** How many rows are read where an invoice of this place changes, beside the sum over an index. */
    private long read(Place place) {
        return transactions.required(() -> {
            jdbc.sql("set local enable_seqscan = off").update();
            jdbc.sql("set local enable_bitmapscan = off").update();
            var before = store.before(List.of(place));
            long summed = fetched();
            store.at(List.of(place));
            store.from(List.of(place), before);
            return fetched() - summed;
        });
    }

    private long fetched() {
        return jdbc.sql("select idx_tup_fetch from pg_stat_xact_user_tables where relname = 'capped_invoice'")
                .query(Long.class)
                .single();
    }

    private int told(int hour, String ref, String customer) {
        return StatementCount.of(
                        () -> assertThat(shop.tell(sold(hour, ref, customer))).isEqualTo("recorded"))
                .total();
    }

    @Test
    void the_newest_invoice_costs_the_same_however_many_the_month_has() {
        customers(0, 10);
        int before = Math.min(told(700, "few0", "c0"), told(701, "few1", "c1"));
        customers(10, 300);
        assertThat(Math.min(told(702, "many0", "c2"), told(703, "many1", "c3"))).isEqualTo(before);
        assertThat(read(place(702, "many0"))).isLessThanOrEqualTo(3);
        assertThat(read(place(0, "in0"))).isGreaterThan(300);
    }

    @Test
    void what_was_earned_before_is_what_caps_have_left() {
        customers(0, 350);
        var places =
                List.of(place(0, "in0"), place(7, "in7"), place(320, "in320"), place(340, "in340"), place(9_000, "x"));
        var before = store.before(places);
        assertThat(places).extracting(before::get).containsExactly(0L, 2_100L, 96_000L, 100_000L, 100_000L);
        assertThat(store.of(places).values())
                .singleElement()
                .satisfies(month ->
                        assertThat(month.find("in340").orElseThrow().earned()).isEqualTo(300));
    }

    @Test
    void of_one_instant_ids_are_in_the_order_of_their_code_units() {
        // As UTF-8, and in most languages, they are in another order.
        var ids = List.of("Z", "a", "\u00e4", "\ud83d\ude00", "\uff5e");
        assertThat(ids).isSorted();
        customers(0, 5);
        for (int n = 0; n < ids.size(); n++) {
            shop.tell(sold(100, ids.get(n), "c" + n));
        }
        var before = store.before(ids.stream().map(id -> place(100, id)).toList());
        assertThat(ids).extracting(id -> before.get(place(100, id))).isSorted().doesNotHaveDuplicates();
    }
}
