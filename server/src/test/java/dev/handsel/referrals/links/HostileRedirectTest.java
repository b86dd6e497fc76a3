package dev.handsel.referrals.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger may write into a link or a header of theirs. */
class HostileRedirectTest extends RedirectScene {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/https://evil.example",
                "/..//evil.example",
                "/../../x",
                "/%2e%2e/x",
                "/%2f%2fevil.example",
                "/%5c%5cevil.example",
                "/\\evil.example",
                "/@evil.example",
                "/.evil.example",
                "/;evil",
                "/%0d%0aLocation:%20x",
                "/%00",
                "?via=evil&click_id=evil",
                "?next=//evil.example",
                "?a=%0d%0aSet-Cookie:x=y",
                "?|<>\"",
                "/%c0%ae%c0%ae/",
                "/a/./b",
                "/?#@evil.example",
                "/%252e%252e/"
            })
    void no_visitor_is_ever_sent_elsewhere(String rest) throws Exception {
        var shop = withNora(shop());
        var answer = raw("/r/" + shop.slug() + "/nora" + rest);
        var status = Integer.parseInt(answer.getFirst().substring(9, 12));
        assertThat(status).isIn(302, 400, 404);
        var locations = answer.stream()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("location:"))
                .toList();
        assertThat(locations).hasSize(status == 302 ? 1 : 0);
        for (var location : locations) {
            var uri = URI.create(location.substring(9).strip());
            assertThat(uri.getScheme() + "://" + uri.getRawAuthority()).isEqualTo("https://shop.example");
            assertThat(uri.getPath()).startsWith("/start").doesNotContain("//", "/..");
            assertThat(uri.getQuery()).contains("via=nora&click_id=clk_").doesNotContain("via=evil");
        }
        assertThat(answer).noneMatch(line -> line.startsWith("Set-Cookie:x"));
    }

    /** The head of the answer to a request line that no client library would send. */
    private List<String> raw(String target) throws Exception {
        var server = URI.create(publicUrl.text());
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            var request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            return lines.lines().takeWhile(line -> !line.isEmpty()).toList();
        }
    }

    @Test
    void hostile_headers_do_no_harm() throws Exception {
        var shop = withNora(shop());
        var reply = follow(
                shop, "/nora", "User-Agent", "x'); drop table click;--" + "é".repeat(2000), "Referer", "\"<script>");
        var row = rows(click(reply)).getFirst();
        assertThat(String.valueOf(row.get("user_agent"))).hasSize(1000).startsWith("x'); drop table");
    }
}
