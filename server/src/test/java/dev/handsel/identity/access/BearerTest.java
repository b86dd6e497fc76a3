package dev.handsel.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.PlainJWT;
import dev.handsel.identity.tokens.TokenIssuer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class BearerTest extends AccessScene {

    @Autowired
    ApiKeys apiKeys;

    @Test
    void nobody_gets_a_challenge_and_a_problem_document() {
        var answer = get("/v1/accounts/me", null);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer realm=\"handsel\"");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.body()).contains("\"unauthenticated\"");
        assertThat(get("/v1/no/such/path", null).statusCode()).isEqualTo(401);
    }

    @Test
    void a_person_is_known_with_one_statement() {
        var nora = account(Role.MANAGER);
        var token = token(nora);
        statements.sinceLast();

        var answer = get("/v1/accounts/me", token);

        assertThat(statements.sinceLast()).isEqualTo(1);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(nora.toString()).contains("[\"manager\",\"affiliate\",\"device_owner\"]");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void tokens_that_prove_nothing_get_a_challenge_that_says_so() {
        var nora = account(Role.OWNER);
        var past = clock.instant().minus(Duration.ofHours(2));
        var foreign = elsewhere.claims(nora.toString(), clock.instant());

        refused(get("/v1/accounts/me", issuer.token(nora, past, Duration.ofHours(1))), "invalid_token");
        refused(
                get(
                        "/v1/accounts/me",
                        new TokenIssuer(issuer.key(), issuer.issuer(), "shop")
                                .token(nora, clock.instant(), Duration.ofHours(1))),
                "invalid_token");
        refused(get("/v1/accounts/me", new PlainJWT(foreign.build()).serialize()), "invalid_token");
        refused(
                get(
                        "/v1/accounts/me",
                        elsewhere.sign(foreign.issuer(publicUrl.text()).build())),
                "invalid_token");
        refused(get("/v1/accounts/me", "nonsense"), "invalid_token");
    }

    @Test
    void a_role_and_an_account_end_with_the_next_request() {
        var nora = account(Role.OWNER);
        var token = token(nora);
        assertThat(get("/v1/accounts/me", token).body()).contains("\"owner\"");

        store.take(nora, Role.OWNER);
        assertThat(get("/v1/accounts/me", token).body()).doesNotContain("\"owner\"");

        jdbc.sql("update account set disabled = true where id = :id")
                .param("id", nora.value())
                .update();
        refused(get("/v1/accounts/me", token), "invalid_token");
        jdbc.sql("update account set disabled = false where id = :id")
                .param("id", nora.value())
                .update();
        store.remove(nora);
        refused(get("/v1/accounts/me", token), "invalid_token");
    }

    @Test
    void somebody_from_an_allowed_issuer_gets_an_account_at_first_sight() {
        var email = someEmail();
        var token = elsewhere.sign(elsewhere
                .claims(UUID.randomUUID().toString(), clock.instant())
                .claim("email", email.text().toUpperCase(java.util.Locale.ROOT))
                .claim("email_verified", true)
                .build());

        var first = get("/v1/accounts/me", token);
        statements.sinceLast();
        var second = get("/v1/accounts/me", token);

        assertThat(statements.sinceLast()).isEqualTo(1);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains(email.text()).contains("[\"affiliate\",\"device_owner\"]");
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void an_email_that_is_not_verified_leads_to_no_account_that_it_names() {
        var nora = account(Role.MANAGER);
        var email = store.find(nora).orElseThrow().email();
        var claims =
                elsewhere.claims(UUID.randomUUID().toString(), clock.instant()).claim("email", email);

        assertThat(get("/v1/accounts/me", elsewhere.sign(claims.build())).body())
                .contains(email)
                .doesNotContain(nora.toString())
                .doesNotContain("manager");
    }

    @Test
    void a_token_about_a_sign_in_is_no_access_token() {
        var claims = elsewhere.claims(UUID.randomUUID().toString(), clock.instant());

        refused(get("/v1/accounts/me", elsewhere.sign(claims.build(), "JWT")), "not_an_access_token");
    }

    @Test
    void odd_subjects_and_emails_name_nobody_and_break_nothing() {
        for (var odd : new String[] {"", "a\u0000b", "a\nb", "x".repeat(256), "x".repeat(3000)}) {
            refused(
                    get(
                            "/v1/accounts/me",
                            elsewhere.sign(
                                    elsewhere.claims(odd, clock.instant()).build())),
                    "invalid_token");
        }
        for (var odd : new String[] {"42", "null", "[\"a\"]", "{}", "\"\\ud800\"", "\"a\\u0000\""}) {
            var written = elsewhere.claims("SUBJECT", clock.instant()).build().toString();
            refused(get("/v1/accounts/me", elsewhere.signText(written.replace("\"SUBJECT\"", odd))), "invalid_token");
        }
        for (var odd :
                new Object[] {"\ud800@shop.example", "a\u0000@shop.example", 42, "x".repeat(300) + "@s.example"}) {
            var claims = elsewhere
                    .claims(UUID.randomUUID().toString(), clock.instant())
                    .claim("email", odd)
                    .claim("email_verified", true);
            assertThat(get("/v1/accounts/me", elsewhere.sign(claims.build())).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void an_api_key_is_known_with_one_statement_until_it_is_revoked() {
        var program = program();
        var issued = apiKeys.issue(program, false, "backend", "account:test");
        get("/v1/accounts/me", issued.text());
        statements.sinceLast();

        var answer = get("/v1/accounts/me", issued.text());

        assertThat(statements.sinceLast()).isEqualTo(1);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"forbidden\"");
        apiKeys.revoke(program, issued.key().id(), "account:test");
        refused(get("/v1/accounts/me", issued.text()), "invalid_api_key");
    }

    @Test
    void a_malformed_an_unknown_and_a_revoked_key_look_the_same() {
        statements.sinceLast();
        var malformed = get("/v1/accounts/me", "hsk_live_typo");
        assertThat(statements.sinceLast()).isZero();
        var unknown = get("/v1/accounts/me", ApiKeyText.fresh(true).reveal());
        assertThat(statements.sinceLast()).isEqualTo(1);
        var program = program();
        var issued = apiKeys.issue(program, false, "backend", "account:test");
        apiKeys.revoke(program, issued.key().id(), "account:test");
        statements.sinceLast();
        refused(get("/v1/accounts/me", issued.text()), "invalid_api_key");
        assertThat(statements.sinceLast()).as("revoked").isEqualTo(1);

        refused(malformed, "invalid_api_key");
        refused(unknown, "invalid_api_key");
        assertThat(unknown.body().replaceAll("req_\\w+", ""))
                .isEqualTo(malformed.body().replaceAll("req_\\w+", ""));
    }

    @Test
    void no_secret_reaches_the_log(CapturedOutput output) {
        var key = apiKeys.issue(program(), false, "backend", "account:test");
        var token = token(account());
        get("/v1/accounts/me", key.text());
        get("/v1/accounts/me", key.text() + "x");
        get("/v1/accounts/me", token);
        get("/v1/accounts/me", token + "x");

        assertThat(key.toString()).doesNotContain(key.text());
        assertThat(output).doesNotContain(key.text()).doesNotContain(token);
    }

    private static void refused(HttpResponse<String> answer, String code) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"handsel\", error=\"invalid_token\"");
        assertThat(answer.body()).contains("\"" + code + "\"");
    }
}
