package dev.handsel.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AccountId;
import dev.handsel.identity.access.EmailAddress;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SessionsTest extends SignInScene {

    private static final String OTHER_PASSWORD = "battery horse staple";

    private final HttpClient laptop = fresh();
    private final HttpClient phone = fresh();
    private String email = "";
    private String token = "";

    @BeforeEach
    void somebody_on_two_browsers() throws Exception {
        email = someoneWithPassword();
        token = token(id(email));
        for (var each : List.of(phone, laptop)) {
            browser = each;
            assertThat(signIn(email, PASSWORD)).isEqualTo("/");
        }
    }

    private AccountId id(String email) {
        return jdbc.sql("select id from account where email = :email")
                .param("email", EmailAddress.of(email).text())
                .query((row, _) -> new AccountId(row.getObject(1, UUID.class)))
                .single();
    }

    private boolean isSignedIn(HttpClient which) throws Exception {
        browser = which;
        return page("/").statusCode() == 200;
    }

    private JsonNode sessions() {
        return JsonMapper.shared()
                .readTree(get("/v1/accounts/me/sessions", token).body())
                .get("data");
    }

    private void changed(String sql) {
        jdbc.sql("update account_session set " + sql + " where account_id = :account")
                .param("account", id(email).value())
                .update();
    }

    @Test
    void the_cookie_is_out_of_reach_of_scripts_and_other_sites() throws Exception {
        browser = fresh();
        var csrf = csrf(page("/login").body());

        var answer = form("/login", Map.of("email", email, "password", PASSWORD, "_csrf", csrf));

        assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("handsel-session="))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .contains("Path=/", "HttpOnly", "SameSite=Lax")
                        .doesNotContain("Secure", "Domain"));
        assertThat(answer.headers().allValues("Set-Cookie").toString()).doesNotContain("JSESSIONID");
    }

    @Test
    void a_person_sees_and_ends_their_sessions() throws Exception {
        assertThat(sessions()).hasSize(2);
        assertThat(sessions().get(0).get("network").asString()).isEqualTo("127.0.0.0/24");
        assertThat(sessions().get(0).get("agent").asString()).startsWith("Java-http-client");
        var newest = sessions().get(0).get("id").asString();
        var stranger = token(account());

        assertThat(send("DELETE", "/v1/accounts/me/sessions/" + newest, stranger, null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("DELETE", "/v1/accounts/me/sessions/" + newest, token, null)
                        .statusCode())
                .isEqualTo(204);

        assertThat(isSignedIn(laptop)).isFalse();
        assertThat(isSignedIn(phone)).isTrue();
        assertThat(send("DELETE", "/v1/accounts/me/sessions/" + newest, token, null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("DELETE", "/v1/accounts/me/sessions", token, null).statusCode())
                .isEqualTo(204);
        assertThat(isSignedIn(phone)).isFalse();
        assertThat(sessions()).isEmpty();
    }

    @Test
    void on_the_page_one_ends_another_session_and_goes_on() throws Exception {
        var home = page("/");
        assertThat(home.body()).contains("this one", "127.0.0.0/24", "End all others");
        var other = sessions().get(1).get("id").asString();

        assertThat(form("/account/sessions/end", Map.of("session", other)).statusCode())
                .as("without the form's token")
                .isEqualTo(403);
        assertThat(form("/account/sessions/end", Map.of("session", other, "_csrf", csrf(home.body())))
                        .statusCode())
                .isEqualTo(302);

        assertThat(isSignedIn(phone)).isFalse();
        assertThat(isSignedIn(laptop)).isTrue();
        browser = phone;
        signIn(email, PASSWORD);
        browser = laptop;
        form("/account/sessions/end", Map.of("_csrf", csrf(page("/").body())));
        assertThat(isSignedIn(phone)).isFalse();
        assertThat(isSignedIn(laptop)).isTrue();
    }

    @Test
    void a_session_ends_when_it_is_not_used_and_after_a_week() throws Exception {
        changed("last_used_at = last_used_at - interval '11 hours'");
        assertThat(isSignedIn(laptop)).isTrue();
        changed("last_used_at = last_used_at - interval '13 hours'");
        assertThat(isSignedIn(laptop)).isFalse();
        changed("last_used_at = now(), started_at = now() - interval '6 days'");
        assertThat(isSignedIn(laptop)).isTrue();
        changed("started_at = now() - interval '8 days'");
        assertThat(isSignedIn(laptop)).isFalse();
        assertThat(sessions()).isEmpty();
    }

    @Test
    void a_session_of_somebody_disabled_or_removed_is_none() throws Exception {
        jdbc.sql("update account set disabled = true where email = :email")
                .param("email", email)
                .update();
        assertThat(isSignedIn(laptop)).isFalse();
        jdbc.sql("delete from account where email = :email")
                .param("email", email)
                .update();
        assertThat(isSignedIn(phone)).isFalse();
    }

    @Test
    void an_account_has_twenty_sessions_and_the_oldest_goes() throws Exception {
        for (int i = 0; i < 19; i++) {
            browser = fresh();
            signIn(email, PASSWORD);
        }

        assertThat(sessions()).hasSize(20);
        assertThat(isSignedIn(phone)).isFalse();
        assertThat(isSignedIn(laptop)).isTrue();
    }

    @Test
    void signing_in_again_begins_another_session() throws Exception {
        var before = sessions().get(0).get("id").asString();
        browser = laptop;

        signIn(email, PASSWORD);

        assertThat(sessions()).hasSize(2);
        assertThat(sessions().toString()).doesNotContain(before);
    }

    @Test
    void the_password_is_changed_on_the_page_by_who_knows_it_and_ends_other_sessions() throws Exception {
        browser = laptop;
        var csrf = csrf(page("/account/password").body());

        var wrong = form("/account/password", Map.of("current", "no", "fresh", OTHER_PASSWORD, "_csrf", csrf));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("not the current password");
        var common = form("/account/password", Map.of("current", PASSWORD, "fresh", "password1234", "_csrf", csrf));
        assertThat(common.body()).contains("first that others guess");
        assertThat(isSignedIn(phone)).isTrue();
        browser = laptop;
        var done = form("/account/password", Map.of("current", PASSWORD, "fresh", OTHER_PASSWORD, "_csrf", csrf));

        assertThat(done.headers().firstValue("Location")).hasValue("/?done=password");
        assertThat(isSignedIn(phone)).isFalse();
        assertThat(isSignedIn(laptop)).isTrue();
        browser = fresh();
        assertThat(signIn(email, PASSWORD)).endsWith("failed");
        assertThat(signIn(email, OTHER_PASSWORD)).isEqualTo("/");
    }

    @Test
    void the_password_is_changed_over_the_api_which_slows_guessing_down() throws Exception {
        var wrong = "{\"current_password\": \"no\", \"new_password\": \"%s\"}".formatted(OTHER_PASSWORD);

        var refused = send("PUT", "/v1/accounts/me/password", token, wrong);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("/current_password", "\"wrong\"");
        assertThat(send(
                                "PUT",
                                "/v1/accounts/me/password",
                                token,
                                "{\"current_password\": \"%s\", \"new_password\": \"short\"}".formatted(PASSWORD))
                        .body())
                .contains("/new_password");
        assertThat(send(
                                "PUT",
                                "/v1/accounts/me/password",
                                token,
                                "{\"current_password\": \"%s\", \"new_password\": \"%s\"}"
                                        .formatted(PASSWORD, OTHER_PASSWORD))
                        .statusCode())
                .isEqualTo(204);
        assertThat(isSignedIn(laptop)).isFalse();
        for (int i = 0; i < 5; i++) {
            send("PUT", "/v1/accounts/me/password", token, wrong);
        }
        var slowed = send("PUT", "/v1/accounts/me/password", token, wrong);
        assertThat(slowed.statusCode()).isEqualTo(429);
        assertThat(slowed.headers().firstValue("Retry-After")).isPresent();
    }
}
