package dev.handsel.commissions.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.StatementCount;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What terms would have cost, before anybody adds them. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class TermsPreviewTest {

    @Autowired
    EventScene scene;

    private Shop shop;
    private Shop.Affiliate nora;
    private Shop.Affiliate emil;

    @BeforeEach
    void history() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        emil = shop.affiliate("emil");
        shop.moveTo("2026-03-01T00:00:00Z");
        sold(nora, "ann", "2026-01-05T00:00:00Z");
        sold(nora, "bob", "2026-01-06T00:00:00Z");
        sold(nora, "cleo", "2026-02-06T00:00:00Z");
        sold(emil, "dora", "2026-01-07T00:00:00Z");
    }

    private void sold(Shop.Affiliate affiliate, String customer, String at) {
        shop.tell(Event.signup(customer).with("code", affiliate.code()).at(at));
        shop.tell(Event.invoice("in-" + customer, customer, 10_000).at(at));
    }

    private JsonNode preview(int months, String level, String subject, Map<String, Object> conditions) {
        var reply = shop.asManager(
                "/v1/programs/" + shop.id() + "/terms/preview?months=" + months,
                Map.of(
                        "level",
                        level,
                        "subject",
                        subject,
                        "effective_from",
                        "2030-01-01T00:00:00Z",
                        "conditions",
                        conditions));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static long cost(JsonNode preview, Shop.Affiliate affiliate, String side) {
        return preview.get("affiliates")
                .valueStream()
                .filter(one -> one.get("affiliate").asString().equals(affiliate.id()))
                .findFirst()
                .orElseThrow()
                .at("/" + side + "/cost")
                .asLong();
    }

    @Test
    void a_rate_of_one_affiliate_changes_what_that_one_earns() {
        var preview = preview(3, "affiliate", nora.id(), Map.of("first_rate_bp", 5_000));
        assertThat(preview.get("version").asString()).isEqualTo("affiliate " + nora.id());
        assertThat(cost(preview, nora, "actual")).isEqualTo(9_000);
        assertThat(cost(preview, nora, "draft")).isEqualTo(15_000);
        assertThat(cost(preview, emil, "draft")).isEqualTo(3_000);
        assertThat(preview.at("/totals/0/difference").asLong()).isEqualTo(6_000);
        assertThat(shop.getAsManager("/v1/programs/" + shop.id() + "/terms")
                        .json()
                        .get("data"))
                .isEmpty();
    }

    @Test
    void a_cap_is_used_up_by_the_whole_month_also_where_less_is_looked_at() {
        shop.moveTo("2026-03-06T00:00:00Z");
        var conditions = Map.<String, Object>of("cap_affiliate_month", Map.of("USD", 4_000));
        assertThat(cost(preview(3, "affiliate", nora.id(), conditions), nora, "draft"))
                .isEqualTo(7_000);
        sold(nora, "finn", "2026-02-01T00:00:00Z");
        var month = preview(1, "affiliate", nora.id(), conditions);
        assertThat(month.get("from").asString()).isEqualTo("2026-02-06T00:00:00Z");
        assertThat(cost(month, nora, "actual")).isEqualTo(3_000);
        assertThat(cost(month, nora, "draft")).isEqualTo(1_000);
    }

    @Test
    void what_invoices_did_cost_is_read_once_also_under_a_cap() {
        var conditions = Map.<String, Object>of("cap_affiliate_month", Map.of("USD", 4_000));
        var count = StatementCount.of(() -> preview(3, "affiliate", nora.id(), conditions));
        assertThat(count.statements())
                .filteredOn(statement -> statement.contains("sum(s.reversed)::bigint as reversed"))
                .hasSize(1);
    }
}
