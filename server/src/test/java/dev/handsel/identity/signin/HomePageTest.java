package dev.handsel.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.identity.access.LocalSignIn;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

class HomePageTest extends SignInScene {

    @Autowired
    LocalSignIn local;

    private String location(String path) throws Exception {
        return page(path).headers().firstValue("Location").orElse("");
    }

    @Test
    void after_set_up_and_sign_in_one_lands_on_a_page_that_says_who_one_is() throws Exception {
        jdbc.sql("delete from account_role where role = 'owner'").update();
        var email = someEmail().text();
        setUp(local.linkForFirstOwner().orElseThrow(), email, PASSWORD);

        var landed = page(signIn(email, PASSWORD));

        assertThat(landed.statusCode()).isEqualTo(200);
        assertThat(landed.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(landed.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(landed.body())
                .contains(email, "owner, manager, finance, analyst, affiliate, device_owner")
                .contains("\"/explorer\"", "\"/v1/openapi.json\"", "/account/token", "/account/password", "/logout");
    }

    @Test
    void a_browser_is_sent_to_sign_in_and_a_program_gets_a_problem_document() throws Exception {
        assertThat(location("/")).isEqualTo("/login");
        assertThat(location("/logout")).isEqualTo("/login");
        assertThat(location("/no/such/page")).isEqualTo("/login");
        for (var path : new String[] {"/", "/account/token"}) {
            var answer = send("GET", path, null, null, "Accept", "application/json");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("\"unauthenticated\"");
        }
    }

    @Test
    void as_long_as_nobody_has_a_password_the_page_says_how_to_begin() throws Exception {
        jdbc.sql("update account set password_hash = null").update();
        assertThat(page("/login").body()).contains("set-up link");
        someoneWithPassword();
        assertThat(page("/login").body()).doesNotContain("set-up link");
    }

    @Test
    void the_way_out_is_a_button_that_ends_the_session() throws Exception {
        signIn(someoneWithPassword(), PASSWORD);

        var asked = page("/logout");
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(page("/").statusCode()).as("opening it changes nothing").isEqualTo(200);
        assertThat(form("/logout", Map.of()).statusCode()).isEqualTo(403);
        assertThat(form("/logout", Map.of("_csrf", csrf(asked.body())))
                        .headers()
                        .firstValue("Location"))
                .hasValue("/login?signed_out");

        assertThat(location("/")).isEqualTo("/login");
        assertThat(page("/login?signed_out").body()).contains("You are signed out");
    }

    @Test
    void somebody_signed_in_tries_the_api_as_themselves() throws Exception {
        var email = someoneWithPassword();
        assertThat(location("/account/explorer")).isEqualTo("/login");
        assertThat(signIn(email, PASSWORD)).isEqualTo("/account/explorer");
        assertThat(location("/account/explorer")).isEqualTo("/explorer");
        assertThat(signIn(email, PASSWORD)).as("another time").isEqualTo("/");

        var explorer = page("/explorer");
        assertThat(explorer.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("script-src 'self'", "connect-src 'self'");
        assertThat(explorer.body()).contains("/account/explorer");
        assertThat(page("/assets/explorer.js").body()).contains("/account/token", "preauthorizeApiKey('person'");
        var token = JsonMapper.shared()
                .readTree(page("/account/token", "application/json").body());
        assertThat(token.get("expires_in").asInt()).isEqualTo(3600);
        assertThat(get("/v1/accounts/me", token.get("access_token").asString()).body())
                .contains(email);
    }

    @Test
    void a_token_is_shown_by_a_button() throws Exception {
        var email = someoneWithPassword();
        signIn(email, PASSWORD);

        var shown = form("/account/token", Map.of("_csrf", csrf(page("/").body())));

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        var token = shown.body().replaceFirst("(?s).*<pre>([^<]+)</pre>.*", "$1");
        assertThat(get("/v1/accounts/me", token).body()).contains(email);
    }

    @Test
    void the_page_of_a_code_hands_it_over() throws Exception {
        signIn(someoneWithPassword(), PASSWORD);

        assertThat(page("/callback?code=abc&state=s").body()).contains("<pre>abc</pre>");
        assertThat(page("/callback?code=%3Cscript%3E").body()).doesNotContain("<script>");
    }
}
