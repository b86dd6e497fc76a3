package dev.handsel.commissions.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.Event;
import dev.handsel.programs.time.ProgramTime;
import dev.handsel.testing.StatementCount;
import java.time.Instant;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Tiers of a month are fixed once, when it begins, from what is known then. */
class TierFixingTest extends TierScene {

    @Autowired
    ProgramTime time;

    /** Time passes and nobody notices, as when all servers are down. */
    private void unnoticed(String now) {
        jdbc.sql("update program set test_now = :now::timestamptz where id = :program")
                .param("now", now)
                .param("program", ProgramId.parse(shop.id()).value())
                .update();
    }

    @Test
    void what_is_told_later_moves_no_tier() {
        var terms = terms("program", null, tiers(30, step(1, 4000), step(2, 5000)));
        shop.moveTo("2026-01-20T00:00:00Z");
        pays(nora, "ann", "2026-01-19T00:00:00Z");
        shop.moveTo(FEBRUARY);
        pays(nora, "bob", "2026-01-19T00:00:00Z");
        pays(otto, "cid", "2026-01-19T00:00:00Z");
        shop.tell(Event.refund("in-ann", 3000));
        shop.moveTo("2026-02-10T00:00:00Z");

        assertThat(fixed(terms)).containsExactly("2026-02 nora 1 from 1");
        assertThat(told(agreement(nora, FEBRUARY).first().winner())).contains("40 %");
    }

    @Test
    void several_months_pass_at_once_and_each_is_fixed() {
        var terms = terms("program", null, tiers(31, step(1, 4000)));
        shop.moveTo("2026-01-20T00:00:00Z");
        pays(nora, "ann", "2026-01-19T00:00:00Z");
        unnoticed("2026-02-02T00:00:00Z");
        shop.moveTo("2026-05-01T00:00:00Z");

        assertThat(months()).containsExactly("2026-02", "2026-03", "2026-04", "2026-05");
        assertThat(fixed(terms)).containsExactly("2026-02 nora 1 from 1");
        assertThat(shop.getAsManager("/v1/programs/" + shop.id() + "/clock")
                        .json()
                        .get("next_due_at")
                        .asString())
                .isEqualTo("2026-06-01T00:00:00Z");
    }

    @Test
    void what_several_terms_count_alike_is_counted_once_and_each_month_is_fixed_by_itself() {
        terms("product", "pro", tiers(30, step(3, 4000)));
        var two = terms("product", "basic", tiers(30, step(1, 4000), step(2, 5000)));
        var hers = terms("affiliate", nora.id(), tiers(30, step(1, 6000)));
        terms("product", "other", tiers(31, step(1, 4000)));
        shop.moveTo("2026-01-20T00:00:00Z");
        pays(nora, "ann", "2026-01-19T00:00:00Z");
        pays(otto, "bob", "2026-01-19T00:00:00Z");
        unnoticed("2026-03-02T00:00:00Z");
        var program = ProgramId.parse(shop.id());
        var fixing = StatementCount.of(() -> {
            time.workOff(program, Instant.parse("2026-03-02T00:00:00Z"));
            return true;
        });

        assertThat(fixing.statements())
                .filteredOn(statement -> statement.contains("c.first_paid_at >="))
                .hasSize(2);
        assertThat(months()).hasSize(4).containsOnly("2026-02");
        assertThat(fixed(two)).containsExactlyInAnyOrder("2026-02 nora 1 from 1", "2026-02 otto 1 from 1");
        assertThat(fixed(hers)).containsExactly("2026-02 nora 1 from 1");
        time.workOff(program, Instant.parse("2026-03-02T00:00:00Z"));
        assertThat(months()).hasSize(8).contains("2026-03");
    }

    @Test
    void a_batch_fixes_the_month_before_it_reads_its_terms() {
        var terms = terms("program", null, tiers(30, step(1, 4000), step(2, 5000)));
        shop.moveTo("2026-01-20T00:00:00Z");
        pays(nora, "ann", "2026-01-19T00:00:00Z");
        unnoticed("2026-02-02T00:00:00Z");
        pays(nora, "bob", "2026-01-25T00:00:00Z");

        assertThat(months()).containsExactly("2026-02");
        assertThat(fixed(terms)).containsExactly("2026-02 nora 1 from 1");
    }

    @Test
    void an_event_of_a_month_that_is_about_to_begin_fixes_it() {
        var terms = terms("program", null, tiers(30, step(1, 4000)));
        shop.moveTo("2026-01-31T23:58:00Z");
        pays(nora, "ann", "2026-01-31T23:58:00Z");
        assertThat(months()).isEmpty();
        assertThat(shop.tellAll(
                        Event.renewal("in2", "ann", 3000).at("2026-02-01T00:01:00Z"),
                        Event.renewal("in3", "ann", 3000).at("2099-02-01T00:00:00Z")))
                .containsExactly("recorded", "invalid");
        assertThat(months()).containsExactly("2026-02");
        pays(nora, "bob", "2026-01-31T23:58:00Z");
        shop.moveTo("2026-02-02T00:00:00Z");

        assertThat(fixed(terms)).containsExactly("2026-02 nora 1 from 1");
    }

    @Test
    void a_request_with_a_key_fixes_the_month_as_well_and_is_answered_once() {
        terms("program", null, tiers(30, step(1, 4000)));
        unnoticed("2026-02-02T00:00:00Z");
        var told = shop.asMerchant("/v1/events", Event.login("ann").at(FEBRUARY).json());

        assertThat(told.status()).as(told.text()).isEqualTo(200);
        assertThat(told.json().at("/events/0/result").asString()).isEqualTo("recorded");
        assertThat(months()).containsExactly("2026-02");
    }

    @Test
    void many_who_come_at_once_fix_a_month_once() throws Exception {
        var terms = terms("program", null, tiers(30, step(1, 4000)));
        shop.moveTo("2026-01-20T00:00:00Z");
        pays(nora, "ann", "2026-01-19T00:00:00Z");
        unnoticed("2026-03-02T00:00:00Z");
        var program = ProgramId.parse(shop.id());
        var together = new CyclicBarrier(6);
        try (var threads = Executors.newFixedThreadPool(6)) {
            var works = Stream.iterate(0, turn -> turn < 6, turn -> turn + 1)
                    .map(turn -> threads.submit(() -> {
                        together.await(30, TimeUnit.SECONDS);
                        if (turn % 2 == 0) {
                            time.workOff(program, Instant.parse("2026-03-02T00:00:00Z"));
                        } else {
                            assertThat(shop.tell(Event.login("ann"))).isEqualTo("recorded");
                        }
                        return turn;
                    }))
                    .toList();
            for (var work : works) {
                work.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(months()).containsExactly("2026-02", "2026-03");
        assertThat(fixed(terms)).containsExactly("2026-02 nora 1 from 1");
        assertThat(shop.audited(shop.id()))
                .filteredOn("terms.tiers_fixed"::equals)
                .hasSize(2);
    }
}
