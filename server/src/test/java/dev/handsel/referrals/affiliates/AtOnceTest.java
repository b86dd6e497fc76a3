package dev.handsel.referrals.affiliates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.programs.terms.ProgramScene;
import dev.handsel.testing.Client.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What can be made once is made once, however many ask for it at the same moment, and nobody meets an error of ours. */
class AtOnceTest extends ProgramScene {

    private static final int MANY = 8;

    private List<Reply> atOnce(IntFunction<Reply> call) throws Exception {
        var start = new CyclicBarrier(MANY);
        try (var threads = Executors.newFixedThreadPool(MANY)) {
            var calls = new ArrayList<Callable<Reply>>();
            for (int i = 0; i < MANY; i++) {
                int number = i;
                calls.add(() -> {
                    start.await();
                    return call.apply(number);
                });
            }
            var replies = new ArrayList<Reply>();
            for (var reply : threads.invokeAll(calls)) {
                replies.add(reply.get());
            }
            return replies;
        }
    }

    /** One is made, and the others get this. */
    private static void isMadeOnce(List<Reply> replies, int status, String code) {
        var texts = replies.stream().map(Reply::text).toList().toString();
        assertThat(replies).filteredOn(reply -> reply.status() == 201).as(texts).hasSize(1);
        assertThat(replies).filteredOn(reply -> reply.status() != 201).as(texts).allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.json().path("code").asString("")).contains(code);
        });
    }

    @Test
    void invitations_of_one_address() throws Exception {
        var owner = person("owner").bearer();
        for (int round = 0; round < 2; round++) {
            var body = "{\"email\":\"%s@shop.example\",\"roles\":[\"finance\"]}".formatted(UUID.randomUUID());
            for (int again = 0; again < 2; again++) {
                var replies = atOnce(_ -> post(owner, "/v1/accounts", body));
                assertThat(replies)
                        .allSatisfy(reply ->
                                assertThat(reply.status()).as(reply.text()).isEqualTo(201));
                assertThat(replies.stream()
                                .map(reply -> reply.json().get("id").asString())
                                .distinct())
                        .hasSize(1);
                var working = replies.stream()
                        .map(reply -> reply.json().get("setup_url").asString())
                        .map(url -> send(
                                "GET",
                                null,
                                url.substring(publicUrl.text().length()),
                                null,
                                "X-Forwarded-For",
                                "2001:db8:" + Integer.toHexString(url.hashCode() & 0xffff) + "::1"))
                        .map(page -> page.status() + page.text())
                        .toList();
                assertThat(working)
                        .filteredOn(page -> page.startsWith("200"))
                        .as(working.toString())
                        .hasSize(1);
            }
        }
    }

    @Test
    void affiliates_of_one_external_id() throws Exception {
        var shop = shop();
        var replies = atOnce(number -> post(
                shop.key(),
                "/v1/affiliates",
                "{\"external_id\":\"nora\",\"code\":\"nora-%d\",\"coupons\":[\"N10\"]}".formatted(number)));
        isMadeOnce(replies, 200, "nora-");
    }

    @Test
    void affiliates_of_codes_that_look_alike() throws Exception {
        var shop = shop();
        isMadeOnce(
                atOnce(number -> post(
                        shop.key(),
                        "/v1/affiliates",
                        "{\"external_id\":\"a%d\",\"code\":\"%s\"}"
                                .formatted(number, number % 2 == 0 ? "b0nus" : "bonus"))),
                409,
                "code_");
    }

    @Test
    void enrolments_by_events_and_by_calls() throws Exception {
        var shop = shop();
        var replies = atOnce(number -> number % 2 == 0
                ? post(shop.key(), "/v1/affiliates", """
                        {"external_id": "a%d", "code": "bonus", "coupons": ["Bonus10"]}
                        """.formatted(number))
                : post(shop.key(), "/v1/events", """
                        {"id": "e%d", "type": "affiliate_enrolled", "customer": "a%d", "code": "%s", "coupons": ["bonus10"],
                            "occurred_at": "%s"}
                        """.formatted(
                                number, number, number % 4 == 1 ? "BONUS" : "b0nus", clock.instant())));
        assertThat(replies)
                .allSatisfy(reply -> assertThat(reply.status()).as(reply.text()).isIn(200, 201, 409));
        var made = jdbc.sql("""
                        select (select count(*) from affiliate where program_id = p.id) || ' '
                            || (select count(*) from affiliate_coupon where program_id = p.id)
                        from program p where slug = :slug
                        """)
                .param("slug", shop.slug())
                .query((row, _) -> row.getString(1))
                .single();
        assertThat(made).isEqualTo("1 1");
    }

    @Test
    void somebody_who_joins_twice() throws Exception {
        var shop = shop();
        var nora = person().bearer();
        var body = "{\"program\":\"%s\",\"code\":\"nora\"}".formatted(shop.id());
        isMadeOnce(atOnce(_ -> post(nora, "/v1/affiliates", body)), 200, "nora");
    }

    @Test
    void links_of_one_slug_and_a_code_of_the_same_name() throws Exception {
        var shop = shop();
        var nora = person().bearer();
        post(nora, "/v1/affiliates", "{\"program\":\"%s\"}".formatted(shop.id()));
        var link = "{\"program\":\"%s\",\"slug\":\"spring\"}".formatted(shop.id());
        isMadeOnce(
                atOnce(number -> number % 2 == 0
                        ? post(nora, "/v1/affiliates/me/links", link)
                        : post(shop.key(), "/v1/affiliates", """
                                {"external_id": "a%d", "code": "spring"}
                                """.formatted(number))),
                409,
                "_taken");
    }

    @Test
    void programmes_of_one_slug_and_of_one_name() throws Exception {
        var manager = person("manager").bearer();
        var slug = "s" + UUID.randomUUID();
        isMadeOnce(atOnce(_ -> post(manager, "/v1/programs", wish().put("slug", slug))), 409, "slug_taken");
        var name = "Shop " + UUID.randomUUID();
        var named = atOnce(_ -> post(manager, "/v1/programs", wish().put("name", name)));
        assertThat(named)
                .allSatisfy(reply -> assertThat(reply.status()).as(reply.text()).isEqualTo(201));
        assertThat(named.stream()
                        .map(reply -> reply.json().get("slug").asString())
                        .distinct())
                .hasSize(MANY);
    }

    @Test
    void rule_sets_of_one_version() throws Exception {
        var shop = shop();
        var manager = person("manager").bearer();
        var rules = """
                {"version": "v2", "effective_from": "2031-01-01T00:00:00Z", "first_rate_bp": 1, "recurring_rate_bp": 1,
                 "bonus_rate_bp": 1, "bonus_from_month": 4, "hold_days": 1, "gap_grace_days": 1,
                 "attribution_window_days": 1}
                """;
        isMadeOnce(
                atOnce(_ -> post(manager, "/v1/programs/" + shop.id() + "/rule_sets", rules)), 409, "rule_set_exists");
    }

    @Test
    void devices_of_one_name() throws Exception {
        var owner = person().bearer();
        isMadeOnce(atOnce(_ -> post(owner, "/v1/devices", "{\"name\":\"till\"}")), 409, "device_name_taken");
    }
}
