package dev.handsel.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.digest.Sha256;
import dev.handsel.identity.access.LocalSignIn;
import dev.handsel.identity.access.Role;
import dev.handsel.testing.StatementCount;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SignInTest extends SignInScene {

    private static final String VERIFIER = "v".repeat(64);

    @Autowired
    LocalSignIn local;

    @Autowired
    MeterRegistry meters;

    @Test
    void the_first_owner_is_set_up_once_and_signs_in_for_a_token() throws Exception {
        jdbc.sql("delete from account_role where role = 'owner'").update();
        var dead = local.linkForFirstOwner().orElseThrow();
        var link = local.linkForFirstOwner().orElseThrow();
        var email = someEmail().text();

        assertThat(page(dead).statusCode()).isEqualTo(404);
        assertThat(page(link).body()).contains("owner of this installation");
        assertThat(setUp(link, email, "short").statusCode()).isEqualTo(400);
        assertThat(setUp(link, "nora", PASSWORD).body()).contains("Expected an e-mail address");
        var done = setUp(link, email, PASSWORD);
        assertThat(done.headers().firstValue("Location").orElse("")).endsWith("/login?ready");
        assertThat(page(link).statusCode()).isEqualTo(404);
        assertThat(local.linkForFirstOwner()).isEmpty();

        var code = code(email);
        var answer = exchange(code, VERIFIER);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.body()).contains("\"expires_in\":").doesNotContain("refresh_token");
        var token = answer.body().replaceFirst("(?s).*\"access_token\":\"([^\"]+)\".*", "$1");
        assertThat(get("/v1/accounts/me", token).body()).contains(email).contains("\"owner\"");
        assertThat(exchange(code, VERIFIER).statusCode()).isEqualTo(400);
    }

    @Test
    void an_owner_whom_only_a_command_made_is_no_reason_to_keep_the_link_back() throws Exception {
        jdbc.sql("delete from account_role where role = 'owner'").update();
        var email = someEmail();
        ownerOfACommand(email);

        var link = local.linkForFirstOwner().orElseThrow();

        assertThat(setUp(link, email.text(), PASSWORD)
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .endsWith("/login?ready");
        assertThat(signIn(email.text(), PASSWORD)).doesNotContain("failed");
        assertThat(local.linkForFirstOwner()).isEmpty();
    }

    @Test
    void an_owner_whom_an_issuer_elsewhere_knows_can_sign_in_already() {
        jdbc.sql("delete from account_role where role = 'owner'").update();
        var owner = account(Role.OWNER);
        assertThat(local.linkForFirstOwner()).isPresent();
        knownElsewhere(owner);
        assertThat(local.linkForFirstOwner()).isEmpty();
    }

    @Test
    void a_code_without_the_right_verifier_is_worth_nothing() throws Exception {
        var email = someoneWithPassword();

        assertThat(exchange(code(email), "w".repeat(64)).statusCode()).isEqualTo(400);
    }

    @Test
    void a_redirect_to_elsewhere_and_a_request_without_pkce_are_refused() throws Exception {
        var email = someoneWithPassword();
        signIn(email, PASSWORD);

        assertThat(page(authorize("https://evil.example/callback", challenge())).statusCode())
                .isEqualTo(400);
        var plain = page(authorize(publicUrl.at("/callback"), Map.of()));
        assertThat(plain.headers().firstValue("Location").orElse("")).contains("error=invalid_request");
    }

    @Test
    void a_program_on_the_persons_machine_gets_its_code_at_any_loopback_port() throws Exception {
        signIn(someoneWithPassword(), PASSWORD);

        var answer = page(authorize("http://127.0.0.1:45678/callback", challenge()));

        assertThat(answer.headers().firstValue("Location").orElse(""))
                .startsWith("http://127.0.0.1:45678/callback?code=");
    }

    @Test
    void a_session_of_a_removed_account_gets_no_code() throws Exception {
        var email = someoneWithPassword();
        signIn(email, PASSWORD);
        jdbc.sql("delete from account where email = :email")
                .param("email", email)
                .update();

        assertThat(page(authorize(publicUrl.at("/callback"), challenge()))
                        .headers()
                        .firstValue("Location"))
                .hasValue("/login");
    }

    @Test
    void a_wrong_password_and_an_unknown_email_look_the_same_and_end_in_a_pause() throws Exception {
        var email = someoneWithPassword();

        assertThat(signIn(email, "wrong password")).endsWith("/login?failed");
        assertThat(signIn("nobody@shop.example", PASSWORD)).endsWith("/login?failed");
        for (int i = 0; i < 4; i++) {
            signIn(email, "wrong password " + i);
        }
        var pause = signIn(email, PASSWORD);
        assertThat(pause).contains("/login?throttled=");
        assertThat(page(pause).body()).contains("Too many attempts");
        assertThat(signIn(email, PASSWORD, "X-Forwarded-For", "198.51.100.7, 192.0.2.1"))
                .as("from another address")
                .endsWith("/");
    }

    @Test
    void a_try_costs_one_comparison_and_the_same_statements_whoever_it_names() throws Exception {
        var known = someoneWithPassword();
        var invited = someEmail().text();
        send(
                "POST",
                "/v1/accounts",
                token(account(Role.OWNER)),
                "{\"email\": \"%s\", \"roles\": []}".formatted(invited));
        var disabled = someoneWithPassword();
        jdbc.sql("update account set disabled = true where email = :email")
                .param("email", disabled)
                .update();

        var wrong = cost(known);
        assertThat(wrong.hashes()).isEqualTo(1);
        assertThat(cost(someEmail().text())).as("nobody's").isEqualTo(wrong);
        assertThat(cost(invited)).as("without a password").isEqualTo(wrong);
        assertThat(cost(disabled)).as("disabled").isEqualTo(wrong);
    }

    record Cost(int hashes, int statements) {}

    /** What a wrong password costs the server. */
    private Cost cost(String email) throws Exception {
        var csrf = csrf(page(publicUrl.at("/login")).body());
        var before = hashed();
        var statements = StatementCount.of(
                () -> form("/login", Map.of("email", email, "password", "wrong password", "_csrf", csrf)));
        return new Cost((int) (hashed() - before), (int) statements.statements().stream()
                .filter(text -> text.contains("account"))
                .count());
    }

    private double hashed() {
        return meters.get("handsel.passwords.hashed").counter().count();
    }

    @Test
    void a_password_that_others_guess_first_is_not_taken() throws Exception {
        var email = someEmail().text();
        var link = invitation(email);

        for (var common : List.of("password1234", "qwertyuiop12", "iloveyou1234", "aaaaaaaaaaaa", email)) {
            var answer = setUp(link, "", common);
            assertThat(answer.statusCode()).as(common).isEqualTo(400);
            assertThat(answer.body()).contains("among the first that others guess");
        }
        assertThat(setUp(link, "", PASSWORD).statusCode()).isEqualTo(302);
    }

    @Test
    void pages_allow_nothing_inline_and_forms_need_their_token() throws Exception {
        var page = page(publicUrl.at("/login"));

        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("<script").doesNotContain("style=");
        assertThat(form("/login", Map.of("email", "a@b.example", "password", PASSWORD))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void the_metadata_and_the_keys_are_public() {
        assertThat(get("/.well-known/oauth-authorization-server", null).body())
                .contains("\"issuer\":\"" + publicUrl.text() + "\"")
                .contains(publicUrl.at("/oauth2/token"))
                .contains("S256");
        assertThat(get("/oauth2/jwks", null).body())
                .contains("\"kid\":\"" + issuer.key().reveal().getKeyID())
                .doesNotContain("\"d\":")
                .doesNotContain("\"p\":");
    }

    /** As a browser does it: asked for a code it is sent to sign in, and then back. */
    private String code(String email) throws Exception {
        var wanted = authorize(publicUrl.at("/callback"), challenge());
        assertThat(page(wanted).headers().firstValue("Location").orElse("")).endsWith("/login");
        var back = signIn(email, PASSWORD);
        assertThat(back).contains("/oauth2/authorize");
        var location = page(back).headers().firstValue("Location").orElse("");
        assertThat(location).startsWith(publicUrl.at("/callback?code=")).contains("state=s1");
        return location.replaceFirst(".*code=([^&]+).*", "$1");
    }

    private HttpResponse<String> exchange(String code, String verifier) throws Exception {
        return form(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        "handsel-web",
                        "code",
                        code,
                        "redirect_uri",
                        publicUrl.at("/callback"),
                        "code_verifier",
                        verifier));
    }

    private static Map<String, String> challenge() {
        var challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(VERIFIER));
        return Map.of("code_challenge", challenge, "code_challenge_method", "S256");
    }

    private String authorize(String redirect, Map<String, String> pkce) {
        return publicUrl.at("/oauth2/authorize?response_type=code&client_id=handsel-web&state=s1&" + encoded(pkce)
                + "&redirect_uri=" + URLEncoder.encode(redirect, StandardCharsets.UTF_8));
    }
}
