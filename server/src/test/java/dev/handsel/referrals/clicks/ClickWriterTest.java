package dev.handsel.referrals.clicks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ClickId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.programs.terms.ProgramScene;
import dev.handsel.referrals.clicks.ClickWriter.Fate;
import dev.handsel.testing.StatementCount;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ClickWriterTest extends ProgramScene {

    @Autowired
    ClickWriter writer;

    @Autowired
    ClickFlush flush;

    @Autowired
    MeterRegistry meters;

    private AffiliateId affiliate(Shop shop) {
        var reply = post(shop.key(), "/v1/affiliates", "{\"external_id\":\"nora\"}");
        return AffiliateId.parse(reply.json().get("id").asString());
    }

    private Click click(Shop shop, AffiliateId affiliate) {
        var now = clock.instant();
        return new Click(
                ClickId.fresh(),
                ProgramId.parse(shop.id()),
                affiliate,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                now,
                now);
    }

    private long stored(List<Click> clicks) {
        return jdbc.sql("select count(*) from click where id = any(:ids)")
                .param("ids", clicks.stream().map(click -> click.id().value()).toArray(UUID[]::new))
                .query(Long.class)
                .single();
    }

    @Test
    void many_clicks_share_few_commits() throws Exception {
        var shop = shop();
        var nora = affiliate(shop);
        var clicks = new ArrayList<Click>();
        for (int i = 0; i < 500; i++) {
            clicks.add(click(shop, nora));
        }
        var tasks = clicks.stream()
                .map(click -> (Callable<Fate>) () -> writer.write(click))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var count = StatementCount.of(() -> {
                assertThat(threads.invokeAll(tasks).stream().map(Future::resultNow))
                        .containsOnly(Fate.STORED);
                return null;
            });
            assertThat(count.total()).isLessThan(250);
        }
        assertThat(stored(clicks)).isEqualTo(500);
    }

    @Test
    void a_click_that_is_refused_takes_no_other_with_it() throws Exception {
        var shop = shop();
        var nora = affiliate(shop);
        double before = lost(meters);
        var good = List.of(click(shop, nora), click(shop, nora));
        var bad = click(shop, AffiliateId.fresh());
        var tasks = List.of(good.getFirst(), bad, good.getLast()).stream()
                .map(click -> (Callable<Fate>) () -> writer.write(click))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(tasks).stream().map(Future::resultNow))
                    .containsExactly(Fate.STORED, Fate.LOST, Fate.STORED);
        }
        assertThat(stored(good)).isEqualTo(2);
        assertThat(lost(meters)).isEqualTo(before + 1);
    }

    @Test
    void what_waits_when_the_server_stops_is_stored_first_and_nothing_is_taken_afterwards() {
        var shop = shop();
        var nora = affiliate(shop);
        var registry = new SimpleMeterRegistry();
        var own = new ClickWriter(flush, registry);
        own.start();
        var first = click(shop, nora);
        assertThat(own.write(first)).isEqualTo(Fate.STORED);
        own.stop();
        assertThat(own.write(click(shop, nora))).isEqualTo(Fate.LOST);
        assertThat(lost(registry)).isEqualTo(1);
        own.start();
        assertThat(own.write(click(shop, nora))).isEqualTo(Fate.STORED);
        own.stop();
    }

    private static double lost(MeterRegistry registry) {
        return registry.get("handsel.clicks.lost").counter().count();
    }
}
