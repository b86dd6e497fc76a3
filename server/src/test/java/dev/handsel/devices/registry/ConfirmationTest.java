package dev.handsel.devices.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.DeviceId;
import dev.handsel.identity.access.Role;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class ConfirmationTest extends DeviceScene {

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Test
    void the_mailed_token_confirms_once() {
        var made = registered("bot");
        var token = mailedToken();

        var confirmed = confirm(token);

        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
        assertThat(confirmed.json().get("device")).isEqualTo(made.get("id"));
        assertThat(confirmed.json().get("state").asString()).isEqualTo("active");
        assertThat(confirm(token).status()).isEqualTo(404);
        assertThat(confirm(token).code()).isEqualTo("confirmation_invalid");
        assertThat(confirm("nonsense").code()).isEqualTo("confirmation_invalid");
        assertThat(deeds(made.get("id").asString())).containsExactly("device.registered", "device.confirmed");
    }

    @Test
    void of_two_who_use_the_token_at_once_one_is_refused() throws Exception {
        registered("bot");
        var token = mailedToken();
        List<Callable<Integer>> both =
                List.of(() -> confirm(token).status(), () -> confirm(token).status());

        assertThat(DevicesHttpTest.atOnce(both)).containsExactlyInAnyOrder(200, 404);
    }

    @Test
    void a_token_is_good_for_a_day() {
        var id = registered("bot").get("id").asString();
        var token = mailedToken();
        jdbc.sql("update device_confirmation set expires_at = expires_at - interval '24 hours' where device_id = :id")
                .param("id", DeviceId.parse(id).value())
                .update();

        assertThat(confirm(token).code()).isEqualTo("confirmation_invalid");
        assertThat(get("/v1/devices/" + id).json().get("state").asString()).isEqualTo("pending");
    }

    @Test
    void only_the_confirm_link_has_a_token_and_links_stand_alone() {
        registered("see https://evil.example/?token=1 there");
        var text = mails().getFirst();

        assertThat(text.lines().filter(line -> line.startsWith("http"))).hasSize(2);
        assertThat(text.lines().filter(line -> line.startsWith("http") && line.contains("token=")))
                .singleElement()
                .asString()
                .startsWith(server.at("/devices/confirm?token="));
        assertThat(jdbc.sql("select m::text from mail m where account_id = :account")
                        .param("account", account.value())
                        .query(String.class)
                        .single())
                .doesNotContain(mailedToken(), "confirm?");
    }

    @Test
    void a_second_mail_replaces_the_first_link_once_a_minute() {
        var id = registered("bot").get("id").asString();
        var first = mailedToken();
        var path = "/v1/devices/" + id + "/confirmations";

        var early = post(path, "");
        assertThat(early.status()).isEqualTo(429);
        assertThat(Integer.parseInt(early.header("Retry-After"))).isBetween(30, 60);
        jdbc.sql("update device_confirmation set created_at = created_at - interval '1 minute' where device_id = :id")
                .param("id", DeviceId.parse(id).value())
                .update();
        assertThat(post(path, "").status()).isEqualTo(204);

        assertThat(mails()).hasSize(2);
        assertThat(confirm(first).status()).isEqualTo(404);
        assertThat(confirm(mailedToken()).status()).isEqualTo(200);
        assertThat(post(path, "").code()).isEqualTo("not_pending");
    }

    @Test
    void the_mailbox_is_for_owners() {
        registered("bot");
        assertThat(get("/v1/mailbox").status()).isEqualTo(403);
        var all = client.get("/v1/mailbox?limit=1", "Authorization", bearers.with(Role.OWNER));
        assertThat(all.json().get("data").size()).isEqualTo(1);
        assertThat(all.json().at("/data/0/sent_at").asString()).isNotBlank();
    }

    @Test
    void opening_the_page_changes_nothing_and_its_button_confirms() throws Exception {
        var id = registered("<b>bot</b>").get("id").asString();
        var link = server.at("/devices/confirm?token=" + mailedToken());

        var page = page(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("&lt;b&gt;bot&lt;/b&gt;").doesNotContain("<b>bot");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(get("/v1/devices/" + id).json().get("state").asString()).isEqualTo("pending");
        assertThat(press("/devices/confirm", "token=" + mailedToken()).statusCode())
                .isEqualTo(403);

        var done = press("/devices/confirm", "token=" + mailedToken() + "&_csrf=" + csrf(page.body()));

        assertThat(done.body()).contains("confirmed");
        assertThat(get("/v1/devices/" + id).json().get("state").asString()).isEqualTo("active");
        assertThat(page(link).statusCode()).isEqualTo(404);
    }

    @Test
    void who_did_not_register_the_device_revokes_it_by_the_other_link_also_later() throws Exception {
        var id = active("bot");
        var key = disownKey();
        var page = page(server.at("/devices/disown?key=" + key));

        assertThat(page.body()).contains("bot");
        assertThat(get("/v1/devices/" + id).json().get("state").asString()).isEqualTo("active");
        var done = press("/devices/disown", "key=" + key + "&_csrf=" + csrf(page.body()));

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(get("/v1/devices/" + id).json().get("state").asString()).isEqualTo("revoked");
        assertThat(deeds(id)).containsExactly("device.registered", "device.confirmed", "device.disowned");
        assertThat(page(server.at("/devices/disown?key=nonsense")).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> page(String url) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> press(String path, String form) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create(server.at(path)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String csrf(String page) {
        return URLEncoder.encode(only(page, "name=\"_csrf\" value=\"([^\"]+)\""), StandardCharsets.UTF_8);
    }
}
