package dev.handsel.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.handsel.testing.HandselTest;
import dev.handsel.testing.RawHttp;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;

/** Characters that RFC 3986 has percent-encoded: everywhere but on links they are refused, and the answer names them. */
@HandselTest
class RawTargetsTest {

    private final URI server;

    RawTargetsTest(@Value("${handsel.public-url}") URI server) {
        this.server = server;
    }

    private String get(String target) {
        return RawHttp.say(server, "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    /** One path of each kind that answers, but for links. */
    private static Stream<String> paths() {
        return Stream.concat(
                Stream.of("/v1/device/self", "/v1/signatures/verify", "/v1/signatures/forward-auth", "/nowhere"),
                Stream.of(Access.values())
                        .filter(access -> access != Access.NEVER)
                        .map(access -> Declared.all(access).getFirst().sample().pattern())
                        .filter(path -> !path.startsWith("/r/")));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "|, %7C", "{, %7B", "}, %7D", "[, %5B", "], %5D", "^, %5E", "`, %60", "\\, %5C", "\", %22", "<, %3C",
                ">, %3E",
            })
    void a_raw_character_is_refused_by_name(String raw, String written) {
        assertSoftly(softly -> paths().forEach(path -> {
            var answer = get(path + "?a=" + raw);
            softly.assertThat(answer).as(path).startsWith("HTTP/1.1 400 ");
            softly.assertThat(answer)
                    .as(path)
                    .contains(
                            "\"code\":\"character_not_encoded\"", "The query holds ", "it is written " + written + ".");
        }));
        if (!raw.equals("\\")) {
            assertThat(get("/v1/time" + raw)).contains("character_not_encoded", "The path holds ", written);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00c3\u00a9", "\u00e9", "\u00ff\u00fe", "\u00f0\u009f\u0098\u0080"})
    void octets_beyond_ascii_are_refused_as_they_are_to_be_written(String octets) {
        var written = octets.equals("\u00e9") ? "%C3%A9" : octets.equals("\u00ff\u00fe") ? "%C3%BF%C3%BE" : "";
        assertSoftly(softly -> paths().forEach(path -> {
            for (var target : new String[] {path + "?a=" + octets, path + "/" + octets}) {
                var answer = get(target);
                softly.assertThat(answer).as(target).matches("(?s)HTTP/1.1 400 .*");
                softly.assertThat(answer).as(target).contains("application/problem+json");
            }
            softly.assertThat(get(path + "?a=" + octets)).contains("character_not_encoded", written);
        }));
    }

    @Test
    void what_is_no_character_of_a_line_is_refused_on_links_too() {
        for (var control : new String[] {"\0", "\u0001", "\u007f", "#", "\u000b"}) {
            assertThat(get("/r/shop/nora?a=" + control))
                    .as("%x", (int) control.charAt(0))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void nothing_is_reached_behind_a_link_by_raw_characters() {
        for (var target :
                new String[] {"/r/../v1/time?|", "/r/x/..\\..\\v1/time", "/r/\\..\\v1/time?a", "/r/%2e%2e/v1/time?|"}) {
            assertThat(get(target)).as(target).startsWith("HTTP/1.1 400 ").doesNotContain("epoch_seconds");
        }
    }
}
