package dev.handsel.inbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.HandselTest;
import dev.handsel.testing.StatementCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What telling costs, in SQL statements: little for one event, and for many hardly more than for one. */
@HandselTest
class EventBudgetTest {

    @Autowired
    EventScene scene;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        shop.brought(nora, "ann");
    }

    private StatementCount cost(List<Event> events) {
        return StatementCount.of(() -> assertThat(shop.tellAll(events)).doesNotContain("invalid", "quarantined"));
    }

    /** The least of some tries: what the server counts in the background at that moment is not the events' own. */
    private StatementCount cheapest(IntFunction<List<Event>> events) {
        return IntStream.range(0, 3)
                .mapToObj(turn -> cost(events.apply(turn)))
                .min(Comparator.comparingInt(StatementCount::total))
                .orElseThrow();
    }

    private static void within(int budget, StatementCount count) {
        System.out.println("statements: " + count.total() + " of " + budget);
        assertThat(count.total()).as(String.join("\n", count.statements())).isLessThanOrEqualTo(budget);
    }

    @Test
    void an_invoice_that_earns_costs_at_most_fourteen_statements() {
        within(14, cheapest(turn -> {
            shop.brought(nora, "bob" + turn);
            return List.of(Event.invoice("first" + turn, "bob" + turn, 3000));
        }));
        within(14, cheapest(turn -> List.of(Event.renewal("in" + turn, "ann", 3000))));
    }

    @Test
    void tiers_that_are_fixed_cost_a_batch_nothing() {
        var tiers = Map.of("by", "customers", "days", 30, "steps", List.of(Map.of("from", 1, "first_rate_bp", 2000)));
        var terms = Map.of(
                "level", "program", "effective_from", "2026-01-02T00:00:00Z", "conditions", Map.of("tiers", tiers));
        var without = cheapest(turn -> List.of(Event.login("ann")));
        assertThat(shop.asManager("/v1/programs/" + shop.id() + "/terms", terms).status())
                .isEqualTo(201);
        shop.moveTo("2026-03-01T00:00:00Z");
        var with = cheapest(turn -> List.of(Event.login("ann")));
        assertThat(with.total()).as(String.join("\n", with.statements())).isEqualTo(without.total());
    }

    @Test
    void five_hundred_mixed_events_cost_at_most_thirty() {
        within(30, cost(mixed("a", 500)));
        within(30, cost(mixed("b", 500)));
    }

    @Test
    void five_hundred_that_release_what_waits_cost_at_most_thirty() {
        var events = mixed("c", 500);
        cost(events.subList(250, 500).reversed());
        within(30, cost(events.subList(0, 250).reversed()));
    }

    /** Customers who click, sign up, pay, trade and partly get their money back. */
    private List<Event> mixed(String prefix, int size) {
        var events = new ArrayList<Event>();
        for (int i = 0; events.size() < size; i++) {
            var ref = prefix + i;
            events.addAll(List.of(
                    Event.click(nora.code()).with("ref", "click-" + ref),
                    Event.signup(ref).with("click_ref", "click-" + ref),
                    Event.login(ref),
                    Event.invoice("in-" + ref, ref, 3000),
                    Event.update("up-" + ref, ref, 500),
                    Event.refund("in-" + ref, 100),
                    Event.disputed("in-" + ref, "d-" + ref, 100),
                    Event.won("in-" + ref, "d-" + ref),
                    Event.tradeOpened("t-" + ref, ref),
                    Event.tradeClosed("t-" + ref)));
        }
        return events.subList(0, size);
    }

    @Test
    void what_a_batch_costs_does_not_grow_with_the_customers_of_the_programme() {
        shop.tellAll(mixed("a", 500));
        var before = cheapest(turn -> mixed("b" + turn, 500)).total();
        for (var prefix : List.of("c", "d", "e", "f")) {
            shop.tellAll(mixed(prefix, 500));
        }
        assertThat(cheapest(turn -> mixed("g" + turn, 500)).total()).isEqualTo(before);
    }

    @Test
    void figures_cost_the_same_whatever_has_happened() {
        var before = stats();
        shop.tellAll(mixed("a", 500));
        shop.tellAll(mixed("b", 500));
        assertThat(stats()).isEqualTo(before).isLessThanOrEqualTo(8);
    }

    private int stats() {
        var path = "/v1/affiliates/" + nora.id() + "/stats";
        shop.get(path);
        var count = StatementCount.of(() -> assertThat(shop.get(path).status()).isEqualTo(200));
        System.out.println("statements of stats: " + count.total());
        return count.total();
    }
}
