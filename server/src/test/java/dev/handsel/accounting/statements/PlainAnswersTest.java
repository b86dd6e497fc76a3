package dev.handsel.accounting.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people and programs read: ids (of ours, UUIDv7) with their prefix, words instead of codes, null where a figure is not to be had. */
class PlainAnswersTest extends ReportScene {

    private static final Pattern BARE =
            Pattern.compile("(?<![-\\w])[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern CODE = Pattern.compile("\\b[A-Z]{4,}\\b|\\b[a-z]+[_.][a-z]+\\b");

    private String commission() {
        return read(merchant, "/v1/affiliates/" + affiliate + "/commissions")
                .at("/data/0/id")
                .asString();
    }

    private void a_history() {
        signup("c1", "ann", START);
        invoice("in1", "c1", "create", 10_000, START);
        moveTo("2026-02-20T00:00:00Z");
        send(manager, "/v1/programs/" + program + "/payouts/run", "{}");
    }

    private List<String> paths() {
        var payout = read(merchant, "/v1/payouts?affiliate=" + affiliate)
                .at("/data/0/id")
                .asString();
        var paths = new ArrayList<String>();
        client.get("/v1/openapi.json").json().get("paths").properties().stream()
                .filter(path -> path.getValue().has("get") && path.getKey().startsWith("/v1/"))
                .forEach(path -> paths.add(path.getKey()
                                .replace("/programs/{id}", "/programs/" + program)
                                .replace("/affiliates/{id}", "/affiliates/" + affiliate)
                                .replace("/commissions/{id}", "/commissions/" + commission())
                                .replace("/payouts/{id}", "/payouts/" + payout)
                                .replace("/customers/{id}", "/customers/c1")
                        + "?program=" + program + "&affiliate=" + affiliate));
        return paths.stream().filter(path -> !path.contains("{")).toList();
    }

    @Test
    void no_answer_shows_an_id_without_its_prefix() {
        a_history();
        var shown = 0;
        for (var path : paths()) {
            var reply = get(manager, path);
            if (reply.status() == 200 && !path.startsWith("/v1/openapi")) {
                shown++;
                assertThat(BARE.matcher(reply.text())
                                .results()
                                .map(found -> found.group())
                                .distinct())
                        .as(path)
                        .isEmpty();
            }
        }
        assertThat(shown).isGreaterThan(20);
    }

    @Test
    void sentences_are_of_words() {
        a_history();
        var explained = read(merchant, "/v1/commissions/" + commission() + "/explanation");
        var statement = read(merchant, "/v1/affiliates/" + affiliate + "/statement?currency=USD");
        var sentences = Stream.concat(
                        explained.get("words").valueStream(),
                        statement.get("lines").valueStream().map(line -> line.path("words")))
                .map(JsonNode::asString)
                .toList();
        assertThat(sentences)
                .hasSizeGreaterThan(6)
                .allSatisfy(words -> assertThat(words).isNotBlank());
        for (var words : sentences) {
            assertThat(CODE.matcher(words.replaceAll("\\b(po|aff|com|cor)_\\w+", ""))
                            .results()
                            .map(found -> found.group()))
                    .as(words)
                    .isEmpty();
        }
    }

    @Test
    void a_rate_without_clicks_is_null_and_not_left_out() {
        var stats = read(merchant, "/v1/affiliates/" + affiliate + "/stats");
        assertThat(stats.has("conversion_rate")).isTrue();
        assertThat(stats.get("conversion_rate").isNull()).isTrue();
    }
}
