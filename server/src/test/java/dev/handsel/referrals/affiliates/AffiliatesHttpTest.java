package dev.handsel.referrals.affiliates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.programs.terms.ProgramScene;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AffiliatesHttpTest extends ProgramScene {

    @Autowired
    AffiliateStore store;

    private static String join(Shop shop) {
        return "{\"program\":\"%s\"}".formatted(shop.id());
    }

    private static String join(Shop shop, String code) {
        return "{\"program\":\"%s\",\"code\":\"%s\"}".formatted(shop.id(), code);
    }

    private static String id(dev.handsel.testing.Client.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isBetween(200, 201);
        return reply.json().get("id").asString();
    }

    @Test
    void a_person_joins_once() {
        var shop = shop();
        var nora = person();
        var joined = post(nora.bearer(), "/v1/affiliates", join(shop, "Nora-1"));
        assertThat(joined.status()).isEqualTo(201);
        assertThat(joined.json().propertyNames())
                .containsExactly("id", "program", "code", "share_url", "state", "created_at");
        assertThat(joined.json().get("code").asString()).isEqualTo("nora-1");
        assertThat(joined.json().get("share_url").asString()).isEqualTo(publicUrl.at("/r/" + shop.slug() + "/nora-1"));
        assertThat(joined.json().get("state").asString()).isEqualTo("active");
        assertThat(joined.json().get("created_at")).isEqualTo(shop.json().get("clock"));
        var again = post(nora.bearer(), "/v1/affiliates", join(shop, "other"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(joined.text());
        assertThat(get(nora.bearer(), "/v1/affiliates/me?program=" + shop.id()).text())
                .isEqualTo(joined.text());
        assertThat(deeds(id(joined))).containsExactly("affiliate.created");
    }

    @Test
    void without_a_code_an_unguessable_one_is_given() {
        var shop = shop();
        var code = post(person().bearer(), "/v1/affiliates", join(shop))
                .json()
                .get("code")
                .asString();
        assertThat(code).matches("[a-z0-9]{12}");
    }

    @Test
    void a_code_is_taken_in_any_case_and_only_in_its_programme() {
        var shop = shop();
        post(person().bearer(), "/v1/affiliates", join(shop, "nora"));
        isRefused(post(person().bearer(), "/v1/affiliates", join(shop, "NORA")), 409, "code_taken");
        isRefused(post(shop.key(), "/v1/affiliates", "{\"external_id\":\"x\",\"code\":\"Nora\"}"), 409, "code_taken");
        assertThat(post(person().bearer(), "/v1/affiliates", join(shop(), "nora"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_merchant_brings_its_customers_in() {
        var shop = shop();
        var body =
                "{\"external_id\":\"u1\",\"email\":\"N@shop.example\",\"code\":\"corner\",\"coupons\":[\"nora10\",\"NORA10\"]}";
        var first = post(shop.key(), "/v1/affiliates", body);
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().get("external_id").asString()).isEqualTo("u1");
        var again = post(shop.key(), "/v1/affiliates", "{\"external_id\":\"u1\",\"coupons\":[\"nora20\",\"nora10\"]}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(jdbc.sql("select coupon from affiliate_coupon where affiliate_id = :id order by 1")
                        .param("id", AffiliateId.parse(id(first)).value())
                        .query((row, _) -> row.getString(1))
                        .list())
                .containsExactly("NORA10", "NORA20");
        assertThat(deeds(id(first)))
                .containsExactly("affiliate.created", "affiliate.coupons_added", "affiliate.coupons_added");
    }

    @Test
    void a_coupon_is_one_affiliates_and_nothing_is_left_of_a_refused_request() {
        var shop = shop();
        post(shop.key(), "/v1/affiliates", "{\"external_id\":\"u1\",\"coupons\":[\"TEN\"]}");
        isRefused(
                post(shop.key(), "/v1/affiliates", "{\"external_id\":\"u2\",\"coupons\":[\"new\",\"ten\"]}"),
                409,
                "coupon_taken");
        var later = post(shop.key(), "/v1/affiliates", "{\"external_id\":\"u2\",\"coupons\":[\"new\"]}");
        assertThat(later.status()).isEqualTo(201);
    }

    @Test
    void the_person_of_a_verified_email_owns_whom_the_merchant_named_by_it() {
        var shop = shop();
        var email = "nora" + UUID.randomUUID() + "@shop.example";
        var brought = id(post(
                shop.key(),
                "/v1/affiliates",
                "{\"external_id\":\"u1\",\"email\":\"%s\"}".formatted(email.toUpperCase(Locale.ROOT))));
        isRefused(get(person(email, false).bearer(), "/v1/affiliates/" + brought), 404, "not_found");
        isRefused(get(person(email.replace("@", "+x@"), true).bearer(), "/v1/affiliates/" + brought), 404, "not_found");
        var nora = person(email, true);
        var joined = post(nora.bearer(), "/v1/affiliates", join(shop));
        assertThat(joined.status()).isEqualTo(200);
        assertThat(id(joined)).isEqualTo(brought);
        assertThat(deeds(brought)).containsExactly("affiliate.created", "affiliate.claimed");
        var other = post(shop.key(), "/v1/affiliates", "{\"external_id\":\"u2\",\"email\":\"%s\"}".formatted(email));
        isRefused(get(nora.bearer(), "/v1/affiliates/" + id(other)), 404, "not_found");
    }

    @Test
    void signing_in_is_enough_to_own_it() {
        var shop = shop();
        var email = "emil" + UUID.randomUUID() + "@shop.example";
        var brought =
                id(post(shop.key(), "/v1/affiliates", "{\"external_id\":\"u\",\"email\":\"%s\"}".formatted(email)));
        assertThat(id(get(person(email, true).bearer(), "/v1/affiliates/me?program=" + shop.id())))
                .isEqualTo(brought);
    }

    @Test
    void an_affiliate_is_seen_by_its_merchant_by_managers_and_by_itself() {
        var shop = shop();
        var nora = person();
        var path = "/v1/affiliates/" + id(post(nora.bearer(), "/v1/affiliates", join(shop)));
        for (var caller : List.of(
                shop.key(),
                nora.bearer(),
                person("owner").bearer(),
                person("analyst").bearer())) {
            var seen = get(caller, path);
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.header("ETag")).isEqualTo("\"v1\"");
        }
        isRefused(get(shop().key(), path), 404, "not_found");
        isRefused(get(person().bearer(), path), 404, "not_found");
        isRefused(get(shop.key(), "/v1/affiliates/aff_1"), 404, "not_found");
        isRefused(get(person().bearer(), "/v1/affiliates/me?program=" + shop.id()), 404, "not_found");
        isRefused(get(shop.key(), "/v1/affiliates/me?program=" + shop.id()), 403, "forbidden");
        assertThat(get(nora.bearer(), "/v1/affiliates/me").faults()).containsExactly("?program required");
    }

    @Test
    void every_fault_is_told_at_once() {
        var shop = shop();
        assertThat(post(person().bearer(), "/v1/affiliates", "{\"code\":\"a b\",\"external_id\":\"u\"}")
                        .faults())
                .containsExactlyInAnyOrder("/external_id unknown_member", "/program required", "/code malformed");
        var body = "{\"external_id\":\" \",\"email\":\"nora\",\"code\":\"abc\",\"coupons\":[\"\",7,\"a\\nb\"],\"x\":1}";
        assertThat(post(shop.key(), "/v1/affiliates", body).faults())
                .containsExactlyInAnyOrder(
                        "/x unknown_member",
                        "/external_id required",
                        "/email malformed",
                        "/code malformed",
                        "/coupons/0 malformed",
                        "/coupons/1 wrong_type",
                        "/coupons/2 malformed");
        assertThat(post(shop.key(), "/v1/affiliates", "[]").faults()).containsExactly(" wrong_type");
        isRefused(
                post(shop.key(), "/v1/affiliates", "{\"external_id\":\"u\",\"program\":\"%s\"}".formatted(shop().id())),
                404,
                "not_found");
        isRefused(post(person().bearer(), "/v1/affiliates", "{\"program\":\"prg_x\"}"), 404, "not_found");
    }

    @Test
    void who_joins_many_times_at_once_is_one_affiliate() throws Exception {
        var shop = shop();
        var nora = person();
        Callable<String> once = () -> id(post(nora.bearer(), "/v1/affiliates", join(shop)));
        Callable<String> brought =
                () -> id(post(shop.key(), "/v1/affiliates", "{\"external_id\":\"u\",\"coupons\":[\"c\"]}"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var people = threads.invokeAll(java.util.Collections.nCopies(8, once));
            var customers = threads.invokeAll(java.util.Collections.nCopies(8, brought));
            assertThat(new HashSet<>(people.stream().map(Future::resultNow).toList()))
                    .hasSize(1);
            assertThat(new HashSet<>(customers.stream().map(Future::resultNow).toList()))
                    .hasSize(1);
        }
    }

    @Test
    void what_is_left_of_a_removed_account_has_no_name() {
        var shop = shop();
        var nora = person();
        var affiliate = AffiliateId.parse(id(post(nora.bearer(), "/v1/affiliates", join(shop))));
        assertThat(store.find(affiliate).orElseThrow().email()).isEqualTo(nora.email());
        var key = UUID.randomUUID().toString();
        assertThat(send("DELETE", nora.bearer(), "/v1/accounts/me", null, "Idempotency-Key", key)
                        .status())
                .isEqualTo(204);
        var left = store.find(affiliate).orElseThrow();
        assertThat(left.account()).isNull();
        assertThat(left.email()).isNull();
        assertThat(left.emailNormalised()).isNull();
        assertThat(get(shop.key(), "/v1/affiliates/" + affiliate).header("ETag"))
                .isEqualTo("\"v2\"");
        assertThat(post(person(nora.email(), true).bearer(), "/v1/affiliates", join(shop))
                        .status())
                .isEqualTo(201);
        assertThat(deeds(affiliate.toString())).containsExactly("affiliate.created", "affiliate.pseudonymised");
    }
}
