package dev.handsel.referrals.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.programs.terms.ProgramScene;
import dev.handsel.testing.Client.Reply;
import org.junit.jupiter.api.Test;

class LinksHttpTest extends ProgramScene {

    private static final String LINKS = "/v1/affiliates/me/links";

    private Someone affiliateOf(Shop... shops) {
        var nora = person();
        for (var shop : shops) {
            var joined = post(nora.bearer(), "/v1/affiliates", "{\"program\":\"%s\"}".formatted(shop.id()));
            assertThat(joined.status()).isEqualTo(201);
        }
        return nora;
    }

    private Reply add(Someone nora, Shop shop, String members) {
        return post(nora.bearer(), LINKS, "{\"program\":\"%s\"%s}".formatted(shop.id(), members));
    }

    private static String id(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("id").asString();
    }

    @Test
    void an_affiliate_makes_changes_and_archives_links() {
        var shop = shop();
        var nora = affiliateOf(shop);
        var made = add(
                nora,
                shop,
                ",\"slug\":\"Spring\",\"landing_url\":\"https://eu.shop.example/spring\",\"name\":\"Spring\"");
        assertThat(made.json().get("url").asString()).isEqualTo(publicUrl.at("/r/" + shop.slug() + "/spring"));
        assertThat(made.header("ETag")).isEqualTo("\"v1\"");
        var path = LINKS + "/" + id(made);
        isRefused(
                send("PATCH", nora.bearer(), path, "{\"name\":\"x\"}", "If-Match", "\"v2\""),
                412,
                "precondition_failed");
        var changed = send("PATCH", nora.bearer(), path, "{\"name\":\"Easter\"}");
        assertThat(changed.json().get("name").asString()).isEqualTo("Easter");
        assertThat(changed.json().get("landing_url").asString()).isEqualTo("https://eu.shop.example/spring");
        assertThat(changed.header("ETag")).isEqualTo("\"v2\"");
        assertThat(get(nora.bearer(), path).text()).isEqualTo(changed.text());
        assertThat(send("DELETE", nora.bearer(), path, null).status()).isEqualTo(204);
        isRefused(get(nora.bearer(), path), 404, "not_found");
        isRefused(send("DELETE", nora.bearer(), path, null), 404, "not_found");
        isRefused(add(nora, shop, ",\"slug\":\"spring\""), 409, "slug_taken");
        assertThat(deeds(id(made))).containsExactly("link.created", "link.changed", "link.archived");
    }

    @Test
    void links_are_listed_newest_first_in_one_programme_or_all() {
        var shop = shop();
        var other = shop();
        var nora = affiliateOf(shop, other);
        var first = id(add(nora, shop, ""));
        var second = id(add(nora, other, ""));
        var all = get(nora.bearer(), LINKS).json().get("data");
        assertThat(all.valueStream().map(link -> link.get("id").asString())).containsExactly(second, first);
        var one = get(nora.bearer(), LINKS + "?program=" + shop.id()).json().get("data");
        assertThat(one.valueStream().map(link -> link.get("id").asString())).containsExactly(first);
        assertThat(get(person().bearer(), LINKS).json().get("data").size()).isZero();
        isRefused(get(person().bearer(), LINKS + "?program=" + shop.id()), 404, "not_found");
    }

    @Test
    void every_fault_is_told_at_once_and_landing_pages_elsewhere_are_refused() {
        var shop = shop();
        var nora = affiliateOf(shop);
        assertThat(post(nora.bearer(), LINKS, "{\"slug\":\"-\",\"landing_url\":\"x\",\"name\":\"\",\"y\":1}")
                        .faults())
                .containsExactlyInAnyOrder(
                        "/y unknown_member",
                        "/program required",
                        "/slug malformed",
                        "/landing_url malformed",
                        "/name out_of_range");
        assertThat(add(nora, shop, ",\"landing_url\":\"https://evil.example/\"").faults())
                .containsExactly("/landing_url host_not_allowed");
        var path = LINKS + "/" + id(add(nora, shop, ""));
        assertThat(send("PATCH", nora.bearer(), path, "{\"landing_url\":\"https://shop.example.evil.example\"}")
                        .faults())
                .containsExactly("/landing_url host_not_allowed");
    }

    @Test
    void a_name_in_links_is_taken_once_by_code_or_slug() {
        var shop = shop();
        var nora = affiliateOf(shop);
        post(person().bearer(), "/v1/affiliates", "{\"program\":\"%s\",\"code\":\"emil\"}".formatted(shop.id()));
        isRefused(add(nora, shop, ",\"slug\":\"EMIL\""), 409, "slug_taken");
        id(add(nora, shop, ",\"slug\":\"sale\""));
        isRefused(add(nora, shop, ",\"slug\":\"sale\""), 409, "slug_taken");
        var late = "{\"program\":\"%s\",\"code\":\"sale\"}".formatted(shop.id());
        isRefused(post(person().bearer(), "/v1/affiliates", late), 409, "code_taken");
    }

    @Test
    void links_are_their_affiliates_alone() {
        var shop = shop();
        var path = LINKS + "/" + id(add(affiliateOf(shop), shop, ""));
        for (var other :
                java.util.List.of(affiliateOf(shop).bearer(), person("owner").bearer())) {
            isRefused(get(other, path), 404, "not_found");
            isRefused(send("PATCH", other, path, "{}"), 404, "not_found");
            isRefused(send("DELETE", other, path, null), 404, "not_found");
        }
        isRefused(get(shop.key(), path), 403, "forbidden");
        isRefused(add(person(), shop, ""), 404, "not_found");
        isRefused(post(person().bearer(), LINKS, "{\"program\":\"prg_x\"}"), 404, "not_found");
    }
}
