package dev.handsel.commissions.bounties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Trades that an older version took in: the upgrade finds those that decide, as this version would have. */
@HandselTest
class EarlierTradesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    EventScene scene;

    @Autowired
    JdbcClient jdbc;

    private static String upgrade() throws IOException {
        try (InputStream file = EarlierTradesTest.class.getResourceAsStream("/db/migration/V066__bounties.sql")) {
            var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            int end = text.indexOf("where k.customer_id = c.id;");
            return text.substring(text.indexOf("with ended as ("), end) + "where k.customer_id = c.id";
        }
    }

    /** What is kept of a customer, each trade as {@code trade event opened closed}, and when they had traded enough. */
    private List<String> kept(Shop shop, String customer) {
        return jdbc.sql(
                        "select qualification, qualified_at::text as at from customer where program_id = :program and ref = :ref")
                .param("program", ProgramId.parse(shop.id()).value())
                .param("ref", customer)
                .query((row, _) -> {
                    var kept = new ArrayList<String>();
                    kept.add(String.valueOf(row.getString("at")));
                    var json = row.getString("qualification");
                    if (json != null) {
                        JSON.readTree(json).get("trades").forEach(trade -> kept.add(text(trade)));
                    }
                    return List.copyOf(kept);
                })
                .single();
    }

    private static String text(JsonNode trade) {
        return "%s %s %s %s"
                .formatted(
                        trade.get("trade").asString(),
                        trade.get("event").asString(),
                        Instant.parse(trade.get("opened_at").asString()),
                        Instant.parse(trade.get("closed_at").asString()));
    }

    @Test
    void those_that_decide_are_found_and_later_ones_join_them() throws IOException {
        var shop = scene.shop();
        var nora = shop.affiliate("nora");
        shop.brought(nora, "ann");
        shop.ruleSet(Promise.rules("v1", "2026-01-01T00:00:00Z", 10, Map.of("USD", 500)));
        shop.moveTo("2026-01-25T00:00:00Z");
        var ann = new Trader(shop, "ann");
        ann.trades(0, 4, 7);
        for (int i = 0; i < 5; i++) {
            shop.tellAll(ann.trade(
                    "same" + i, Instant.parse(Trader.day(0)).plusSeconds(i).toString(), Trader.ENOUGH));
        }
        shop.tellAll(ann.trade("short", Trader.day(1), Duration.ofSeconds(119)));
        shop.tell(Event.tradeOpened("p", "ann").at(Trader.day(2)));
        shop.tell(Event.tradeClosed("p").with("id", "p2").with("volume", 0.3).at("2026-01-06T09:00:00.123456Z"));
        shop.tell(Event.tradeClosed("p").with("id", "p1").with("volume", 0.2).at(Trader.day(3)));
        new Trader(shop, "bob").trades(0, 1);
        var ours = List.of(kept(shop, "ann"), kept(shop, "bob"));
        assertThat(ours.getFirst()).hasSize(6).contains("p p2 2026-01-03T12:00:00Z 2026-01-06T09:00:00.123456Z");

        jdbc.sql("update customer set qualification = null, qualified_at = null")
                .update();
        jdbc.sql(upgrade()).update();

        assertThat(List.of(kept(shop, "ann"), kept(shop, "bob"))).isEqualTo(ours);
        assertThat(shop.verdict().get("violations")).isEmpty();
        shop.tell(Event.signup("bob").with("code", nora.code()).at("2026-01-01T00:00:00Z"));
        new Trader(shop, "bob").trades(2);
        assertThat(shop.lines(
                        nora,
                        line -> line.get("customer").asString() + " "
                                + line.get("mature_at").asString()))
                .contains("bob 2026-01-13T12:00:00Z");
    }
}
