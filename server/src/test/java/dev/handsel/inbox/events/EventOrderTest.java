package dev.handsel.inbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.HandselTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestContextManager;

/** However events are cut into requests, repeated or interleaved, the books end the same. */
class EventOrderTest {

    /** The server that the other tests use, for tests that JUnit does not run. */
    @HandselTest
    static class Server {

        @Autowired
        EventScene scene;

        static EventScene scene() throws Exception {
            var server = new Server();
            new TestContextManager(Server.class).prepareTestInstance(server);
            return server.scene;
        }
    }

    private final EventScene scene;

    EventOrderTest() throws Exception {
        this.scene = Server.scene();
    }

    /** The same people in a programme of its own, told in some way; what comes of it. */
    private Map<String, List<String>> books(long seed, BiConsumer<Shop, List<Story>> telling) {
        var shop = scene.shop();
        var affiliates = List.of(shop.affiliate("nora"), shop.affiliate("otto"));
        telling.accept(shop, Story.many(4, affiliates, new Random(seed)));
        shop.moveDays(31);
        return books(shop, affiliates);
    }

    private static Map<String, List<String>> books(Shop shop, List<Shop.Affiliate> affiliates) {
        var books = new TreeMap<String, List<String>>();
        for (var affiliate : affiliates) {
            books.put(affiliate.name(), shop.lines(affiliate, line -> {
                assertThat(shop.explanation(line).at("/recomputed/agrees").asBoolean())
                        .isTrue();
                return "%s %s %s %s of %s, %s reversed, late %s"
                        .formatted(
                                line.get("customer"),
                                line.get("invoice"),
                                line.get("kind"),
                                line.get("amount"),
                                line.get("base"),
                                line.get("reversed"),
                                line.get("late"));
            }));
            books.put(affiliate.name() + " is owed", shop.owed(affiliate));
            books.put(
                    affiliate.name() + " brought",
                    List.of(
                            "signups " + shop.stat(affiliate, "signups"),
                            "subscriptions " + shop.stat(affiliate, "subscriptions"),
                            "first trades " + shop.stat(affiliate, "first_trades")));
        }
        assertThat(shop.verdict().get("violations")).isEmpty();
        return books;
    }

    private static List<String> oneByOne(Shop shop, List<Event> events) {
        return events.stream().map(shop::tell).toList();
    }

    private static List<String> inBatches(Shop shop, List<Event> events, Random random) {
        return Story.batches(events, random).stream()
                .flatMap(batch -> shop.tellAll(batch).stream())
                .toList();
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void the_cut_into_requests_does_not_matter(@ForAll long seed) {
        var results = new ArrayList<List<String>>();
        var one = books(seed, (shop, stories) -> results.add(oneByOne(shop, hasty(stories, seed))));
        var all = books(seed, (shop, stories) -> results.add(shop.tellAll(hasty(stories, seed))));
        var cut = books(
                seed, (shop, stories) -> results.add(inBatches(shop, hasty(stories, seed), new Random(seed + 1))));
        assertThat(all).isEqualTo(one);
        assertThat(cut).isEqualTo(one);
        assertThat(results.get(1)).isEqualTo(results.get(0));
        assertThat(results.get(2)).isEqualTo(results.get(0));
    }

    private static List<Event> hasty(List<Story> stories, long seed) {
        var random = new Random(seed);
        return Story.hasty(Story.interleaved(stories, random), random);
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void the_order_of_different_customers_and_of_what_is_parked_does_not_matter(@ForAll long seed) {
        var straight = books(seed, (shop, stories) -> shop.tellAll(Story.inOrder(stories)));
        var mixed = books(seed, (shop, stories) -> shop.tellAll(Story.interleaved(stories, new Random(seed + 1))));
        var early = books(seed, (shop, stories) -> inBatches(shop, hasty(stories, seed + 2), new Random(seed + 3)));
        assertThat(mixed).isEqualTo(straight);
        assertThat(early).isEqualTo(straight);
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void telling_everything_again_in_any_order_changes_nothing(@ForAll long seed) {
        var once = books(seed, (shop, stories) -> shop.tellAll(Story.inOrder(stories)));
        var twice = books(seed, (shop, stories) -> {
            var events = new ArrayList<>(Story.inOrder(stories));
            shop.tellAll(events);
            Collections.shuffle(events, new Random(seed));
            assertThat(inBatches(shop, events, new Random(seed))).containsOnly("duplicate");
        });
        assertThat(twice).isEqualTo(once);
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void two_who_tell_the_same_at_once_end_like_one(@ForAll long seed) {
        var once = books(seed, (shop, stories) -> shop.tellAll(Story.inOrder(stories)));
        var both = books(seed, (shop, stories) -> {
            var events = Story.inOrder(stories);
            atOnce(
                    () -> inBatches(shop, events, new Random(seed)),
                    () -> inBatches(shop, events, new Random(seed + 1)),
                    () -> shop.tellAll(events));
        });
        assertThat(both).isEqualTo(once);
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void customers_who_are_told_of_at_once_end_as_one_after_the_other(@ForAll long seed) {
        var once = books(seed, (shop, stories) -> shop.tellAll(Story.inOrder(stories)));
        var apart = books(
                seed,
                (shop, stories) -> atOnce(stories.stream()
                        .<Callable<?>>map(story -> () -> inBatches(shop, story.told(), new Random(seed)))
                        .toList()));
        assertThat(apart).isEqualTo(once);
    }

    private static void atOnce(Callable<?>... telling) {
        atOnce(List.of(telling));
    }

    private static void atOnce(List<Callable<?>> telling) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var running : telling.stream().map(threads::submit).toList()) {
                running.get();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
