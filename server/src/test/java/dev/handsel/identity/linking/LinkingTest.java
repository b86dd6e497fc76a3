package dev.handsel.identity.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AccountId;
import dev.handsel.identity.access.AccessScene;
import dev.handsel.identity.access.Role;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LinkingTest extends AccessScene {

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String subject = UUID.randomUUID().toString();
    private AccountId nora = AccountId.fresh();
    private String email = "";

    @BeforeEach
    void somebody_is_here() {
        nora = account(Role.MANAGER);
        email = jdbc.sql("select email from account where id = :id")
                .param("id", nora.value())
                .query(String.class)
                .single();
    }

    private HttpResponse<String> comes(String subject) {
        return get(
                "/v1/accounts/me",
                elsewhere.sign(elsewhere
                        .claims(subject, clock.instant())
                        .claim("email", email)
                        .claim("email_verified", true)
                        .build()));
    }

    /** The links that were mailed, newest first. */
    private List<String> links() {
        var mails = get("/v1/mailbox?to=" + email, token(account(Role.OWNER))).body();
        return JsonMapper.shared()
                .readTree(mails)
                .get("data")
                .valueStream()
                .map(mail -> Pattern.compile("(?m)^(http.*/identities/link\\?key=.*)$")
                        .matcher(mail.get("text").asString())
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1))
                .toList();
    }

    private HttpResponse<String> open(String link) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> confirm(String link) throws Exception {
        var csrf = open(link).body().replaceFirst("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1");
        var form = "key=" + link.replaceFirst(".*key=", "") + "&_csrf=" + csrf;
        return browser.send(
                HttpRequest.newBuilder(URI.create(publicUrl.at("/identities/link")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void an_account_that_is_here_is_asked_once_before_somebody_from_elsewhere_acts_for_it() throws Exception {
        for (int i = 0; i < 3; i++) {
            var refused = comes(subject);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("\"identity_unconfirmed\"");
        }
        assertThat(links()).hasSize(1);
        var link = links().getFirst();
        assertThat(open(link).body()).contains(elsewhere.url(), subject);
        assertThat(comes(subject).statusCode()).as("opening changes nothing").isEqualTo(403);

        assertThat(confirm(link).body()).contains("from now on");

        assertThat(comes(subject).statusCode()).isEqualTo(200);
        assertThat(comes(subject).body()).contains(nora.toString(), "manager");
        assertThat(open(link).statusCode()).isEqualTo(404);
    }

    @Test
    void a_request_runs_out_and_another_one_may_be_made() throws Exception {
        comes(subject);
        var old = links().getFirst();
        jdbc.sql("update account_link_request set expires_at = now() - interval '1 second' where account_id = :id")
                .param("id", nora.value())
                .update();

        assertThat(open(old).statusCode()).isEqualTo(404);
        comes(subject);
        assertThat(links()).hasSize(2);
        assertThat(confirm(links().getFirst()).statusCode()).isEqualTo(200);
        assertThat(comes(subject).statusCode()).isEqualTo(200);
    }

    @Test
    void each_identity_is_asked_about_by_itself() throws Exception {
        comes(subject);
        assertThat(confirm(links().getFirst()).statusCode()).isEqualTo(200);

        assertThat(comes(UUID.randomUUID().toString()).statusCode()).isEqualTo(403);
    }
}
