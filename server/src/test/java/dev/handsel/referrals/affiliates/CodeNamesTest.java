package dev.handsel.referrals.affiliates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.programs.terms.ProgramScene;
import dev.handsel.testing.Client.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which codes and slugs can be had. */
class CodeNamesTest extends ProgramScene {

    private Reply register(Shop shop, String name, String code) {
        return post(shop.key(), "/v1/affiliates", "{\"external_id\":\"%s\",\"code\":\"%s\"}".formatted(name, code));
    }

    private String tell(Shop shop, String customer, String code) {
        var event = """
                {"id": "%s", "type": "affiliate_enrolled", "customer": "%s", "code": "%s", "occurred_at": "%s"}
                """.formatted(customer, customer, code, clock.instant());
        var answer = post(shop.key(), "/v1/events", event).json().at("/events/0");
        return answer.path("result").asString() + " " + answer.path("reason").asString("");
    }

    @Test
    void what_was_given_before_has_the_shape_that_the_server_sees() {
        for (char letter : "abcdefghijklmnopqrstuvwxyz0123456789_-".toCharArray()) {
            var migrated = jdbc.sql("select translate(replace(:code, 'm', 'rn'), 'i10', 'llo')")
                    .param("code", String.valueOf(letter))
                    .query((row, _) -> row.getString(1))
                    .single();
            assertThat(CodeShape.of(String.valueOf(letter)).text()).isEqualTo(migrated);
        }
    }

    @Test
    void a_code_that_looks_like_anothers_is_refused_however_it_is_asked_for() {
        var shop = shop();
        assertThat(register(shop, "nora", "Nora").status()).isEqualTo(201);
        isRefused(register(shop, "mia", "n0ra"), 409, "code_confusable");
        isRefused(register(shop, "mia", "nora"), 409, "code_taken");
        isRefused(register(shop, "mia", "Adm1n"), 422, "code_reserved");
        isRefused(register(shop, "mia", shop.slug()), 422, "code_reserved");
        assertThat(tell(shop, "ann", "n0ra")).isEqualTo("quarantined code_confusable");
        assertThat(tell(shop, "ben", "NORA")).isEqualTo("quarantined code_taken");
        assertThat(tell(shop, "cleo", "support")).isEqualTo("quarantined code_reserved");
        assertThat(tell(shop, "dora", "dora")).isEqualTo("recorded ");
        isRefused(register(shop, "mia", "d0ra"), 409, "code_confusable");
        assertThat(register(shop(), "mia", "n0ra").status()).isEqualTo(201);
    }

    @Test
    void codes_and_links_share_their_names() {
        var shop = shop();
        var nora = person();
        var join = "{\"program\":\"%s\",\"code\":\"nora\"}".formatted(shop.id());
        assertThat(post(nora.bearer(), "/v1/affiliates", join).status()).isEqualTo(201);
        isRefused(link(nora, shop, "n0ra"), 409, "slug_confusable");
        isRefused(link(nora, shop, "nora"), 409, "slug_taken");
        isRefused(link(nora, shop, "api"), 422, "slug_reserved");
        assertThat(link(nora, shop, "spring").status()).isEqualTo(201);
        isRefused(link(nora, shop, "spr1ng"), 409, "slug_confusable");
        isRefused(register(shop, "mia", "spring"), 409, "code_taken");
        isRefused(register(shop, "mia", "spr1ng"), 409, "code_confusable");
    }

    private Reply link(Someone owner, Shop shop, String slug) {
        return post(
                owner.bearer(),
                "/v1/affiliates/me/links",
                "{\"program\":\"%s\",\"slug\":\"%s\"}".formatted(shop.id(), slug));
    }

    @Test
    void what_stands_there_already_stays() {
        var shop = shop();
        for (var code : List.of("admin", "bill", "b111")) {
            jdbc.sql("""
                            insert into affiliate (id, program_id, code, created_at)
                            values (gen_random_uuid(), (select id from program where slug = :slug), :code, now())
                            """).param("slug", shop.slug()).param("code", code).update();
            assertThat(get(null, "/r/" + shop.slug() + "/" + code).header("Location"))
                    .contains("via=" + code);
        }
        isRefused(register(shop, "mia", "bill"), 409, "code_taken");
    }
}
