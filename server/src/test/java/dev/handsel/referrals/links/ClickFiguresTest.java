package dev.handsel.referrals.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.referrals.customers.ReferralFigures;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One browser's clicks on a link are once an hour in the figures. */
class ClickFiguresTest extends TouchScene {

    @Autowired
    ReferralFigures figures;

    private long clicks(Shop shop, String code, String query) {
        var id = jdbc.sql(
                        "select id from affiliate where code = :code and program_id = (select id from program where slug = :slug)")
                .param("code", code)
                .param("slug", shop.slug())
                .query(UUID.class)
                .single();
        var affiliate = new AffiliateId(id);
        var reply = get(shop.key(), "/v1/affiliates/" + affiliate + "/stats" + query);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().get("clicks").asLong();
    }

    @Test
    void clicks_of_a_visitor_on_a_link_within_an_hour_count_once() {
        var shop = shop("last_click");
        var browser = new Jar();
        for (int minutes : new int[] {0, 0, 30, 29, 1, 40, 30}) {
            // at 0, 0, 30, 59, 60, 100 and 130 minutes: those at 0, 60 and 130 count
            wait(shop, Duration.ofMinutes(minutes));
            browser.follow(shop, "nora");
        }
        assertThat(clicks(shop, "nora", "")).isEqualTo(3);
        assertThat(jdbc.sql("select count(*) from click where program_id = (select id from program where slug = :slug)")
                        .param("slug", shop.slug())
                        .query(Long.class)
                        .single())
                .isEqualTo(7);
        browser.follow(shop, "emil");
        assertThat(clicks(shop, "emil", "")).isEqualTo(1);
        new Jar().follow(shop, "nora");
        new Jar().follow(shop, "nora", "Sec-GPC", "1");
        new Jar().follow(shop, "nora", "Sec-GPC", "1");
        assertThat(clicks(shop, "nora", "")).isEqualTo(6);
    }

    @Test
    void the_figures_of_periods_add_up() {
        var shop = shop("last_click");
        var browser = new Jar();
        for (int i = 0; i < 12; i++) {
            browser.follow(shop, "nora");
            wait(shop, Duration.ofMinutes(17));
        }
        long all = clicks(shop, "nora", "");
        assertThat(all).isEqualTo(3);
        long sum = 0;
        for (var from = START;
                from.isBefore(START.plus(Duration.ofHours(5)));
                from = from.plus(Duration.ofMinutes(35))) {
            sum += clicks(shop, "nora", "?from=" + from + "&to=" + from.plus(Duration.ofMinutes(35)));
        }
        assertThat(sum).isEqualTo(all);
    }

    /** What is read of the index and the table grows with the clicks, not with the links times the clicks. */
    @Test
    void figures_of_many_links_read_each_click_a_few_times() {
        var shop = shop("last_click");
        int links = 60;
        int rounds = 40;
        var affiliate = new AffiliateId(
                jdbc.sql("""
                        select id from affiliate where code = 'nora' and program_id = (select id from program where slug = :slug)
                        """).param("slug", shop.slug()).query(UUID.class).single());
        jdbc.sql("""
                        with made as (
                            insert into affiliate_link (id, program_id, affiliate_id, slug, landing_url, created_at)
                            select gen_random_uuid(), a.program_id, a.id, 'many-' || n || left(a.id::text, 8), 'https://shop.example/', now()
                            from affiliate a, generate_series(1, :links) n where a.id = :affiliate
                            returning id, program_id, affiliate_id)
                        insert into click (id, program_id, affiliate_id, link_id, visitor, occurred_at, recorded_at)
                        select gen_random_uuid(), program_id, affiliate_id, made.id, '00000000-0000-4000-8000-00000000beef',
                            timestamptz '2026-01-01Z' + round * interval '1 hour', now()
                        from made, generate_series(1, :rounds) round
                        """)
                .param("links", links)
                .param("affiliate", affiliate.value())
                .param("rounds", rounds)
                .update();
        // As the database does by itself after so many rows, but at some time or other.
        jdbc.sql("analyze click").update();
        transactions.executeWithoutResult(_ -> {
            long before = read();
            assertThat(figures.of(affiliate, null, null).clicks()).isEqualTo((long) links * rounds);
            assertThat(read() - before).isLessThan(4L * links * rounds);
        });
    }

    /** How many rows and entries of indexes of clicks this transaction has read. */
    private long read() {
        return jdbc.sql("""
                        select sum(pg_stat_get_xact_tuples_returned(c.oid)) from pg_class c
                        where c.relname = 'click' or c.oid in (select indexrelid from pg_index where indrelid = 'click'::regclass)
                        """).query(Long.class).single();
    }
}
