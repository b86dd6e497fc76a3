package dev.handsel.referrals.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ClickId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.programs.terms.ProgramScene;
import dev.handsel.programs.terms.Programs;
import dev.handsel.testing.Client.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** Browsers that follow links of three affiliates and keep the cookies they are given. */
abstract class TouchScene extends ProgramScene {

    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Autowired
    Programs programs;

    @Autowired
    TransactionTemplate transactions;

    /** A browser that keeps what it is given, for as long as nobody asks. */
    final class Jar {

        final Map<String, String> cookies = new HashMap<>();

        UUID visitor(Shop shop) {
            return id(Objects.requireNonNull(cookies.get("hs_visitor_" + shop.slug())));
        }

        ClickId follow(Shop shop, String code, String... headers) {
            var all = new ArrayList<>(List.of(headers));
            if (!cookies.isEmpty()) {
                var pairs = cookies.entrySet().stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                        .toList();
                all.addAll(List.of("Cookie", String.join("; ", pairs)));
            }
            var reply = send("GET", null, "/r/" + shop.slug() + "/" + code, null, all.toArray(String[]::new));
            assertThat(reply.status()).as(reply.text()).isEqualTo(302);
            for (var cookie : given(reply)) {
                var pair = cookie.split(";", 2)[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
            }
            return ClickId.parse(reply.header("Location").replaceFirst(".*[?&]click_id=(\\w+).*", "$1"));
        }
    }

    /** The id in front of its proof. */
    static UUID id(String visitor) {
        assertThat(visitor).matches(VisitorProofs.FORM);
        return UUID.fromString(visitor.substring(0, visitor.indexOf('.')));
    }

    static List<String> given(Reply reply) {
        return reply.response().headers().allValues("Set-Cookie");
    }

    Shop shop(String model) {
        var shop = shop(wish -> {
            wish.put("clock", START.toString());
            ((ObjectNode) wish.get("attribution")).put("model", model);
        });
        for (var name : List.of("nora", "emil", "otto")) {
            post(shop.key(), "/v1/affiliates", "{\"external_id\":\"%s\",\"code\":\"%s\"}".formatted(name, name));
        }
        return shop;
    }

    void wait(Shop shop, Duration time) {
        var id = ProgramId.parse(shop.id());
        transactions.executeWithoutResult(
                _ -> programs.moveClock(id, programs.get(id).now(clock).plus(time)));
    }

    String owner(Shop shop, String clickId) {
        var customer = "c" + UUID.randomUUID();
        var now = programs.get(ProgramId.parse(shop.id())).now(clock);
        post(shop.key(), "/v1/events", """
                {"id": "%s", "type": "signup", "customer": "%s", "occurred_at": "%s", "click_id": "%s"}
                """.formatted(customer, customer, now, clickId));
        return jdbc.sql("""
                        select coalesce(a.code, c.attribution_reason) from customer c left join affiliate a on a.id = c.affiliate_id
                        where c.ref = :ref
                        """).param("ref", customer).query(String.class).single();
    }

    @Nullable Object visitor(ClickId click) {
        return jdbc.sql("select visitor from click where id = :id")
                .param("id", click.value())
                .query()
                .singleRow()
                .get("visitor");
    }

    Reply posted(Shop shop, String code, @Nullable String visitor, String... headers) {
        var body = JSON.createObjectNode()
                .put("program", shop.slug())
                .put("code", code)
                .put("url", "https://shop.example/");
        return post(null, "/v1/clicks", body.put("visitor", visitor), headers);
    }
}
