package dev.handsel.routes;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.Logged;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Secrets that were given once never come back: not in a log, and in no other answer, whoever asks where. */
@HandselTest
class CanariesTest {

    private final Client client;

    @Autowired
    private Bearers bearers;

    CanariesTest(@Value("${handsel.public-url}") String url) {
        this.client = new Client(url);
    }

    @Test
    void no_secret_comes_back() {
        try (var log = new Logged()) {
            var estate = new Estate(client, bearers).furnished();
            var canaries = new ArrayList<>(estate.secrets());
            var password = "canary-" + UUID.randomUUID();
            var token = "setup-" + UUID.randomUUID();
            var stripe = "whsec_" + UUID.randomUUID();
            canaries.addAll(List.of(password, token, stripe));
            client.post(
                    "/setup",
                    "token=" + token + "&email=a%40b.example&password=" + password,
                    "Content-Type",
                    "application/x-www-form-urlencoded");
            client.post(
                    "/login",
                    "email=a%40b.example&password=" + password,
                    "Content-Type",
                    "application/x-www-form-urlencoded");
            client.post("/v1/devices/confirmations", "{\"token\": \"" + token + "\"}");
            client.get("/v1/accounts/me", "Authorization", "Bearer " + password);
            client.send(
                    "PUT",
                    estate.path(Route.parse("PUT /v1/programs/{id}/stripe/billing")),
                    BodyPublishers.ofString("{\"signing_secret\": \"" + stripe + "\"}"),
                    "Authorization",
                    estate.manager);
            var answers = answers(estate);
            assertSoftly(softly -> canaries.forEach(canary -> {
                answers.forEach(answer -> softly.assertThat(answer).doesNotContain(canary));
                log.entries().forEach(entry -> softly.assertThat(entry.text()).doesNotContain(canary));
            }));
        }
    }

    /** Everything that can be read, by everybody who may, and everything that can be broken by a body that is none. */
    private List<String> answers(Estate estate) {
        var answers = new ArrayList<String>();
        for (var each : Declared.all(Access.CALLER)) {
            for (var who : List.of(estate.manager, estate.person, estate.merchant)) {
                var reads = each.route().method().equals("GET");
                var body = reads ? BodyPublishers.noBody() : BodyPublishers.ofString("[" + "\"broken\"");
                if (reads || !each.route().method().equals("DELETE")) {
                    var reply = client.send(
                            each.route().method(),
                            estate.path(each.route()),
                            body,
                            "Authorization",
                            who,
                            "If-Match",
                            "*");
                    answers.add(each.route() + " " + reply.response().headers().map() + reply.text());
                }
            }
        }
        return answers;
    }
}
