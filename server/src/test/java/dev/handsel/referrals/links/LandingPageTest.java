package dev.handsel.referrals.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.addresses.WebAddress;
import dev.handsel.programs.terms.Tracking;
import dev.handsel.referrals.links.LandingPage.Credit;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LandingPageTest {

    private static String page(String landing, String path, @Nullable String query) {
        return LandingPage.of(WebAddress.parse(landing), path, query, new Credit(Tracking.USUAL, "nora", "clk_1"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "https://s.example, '', -, https://s.example/?via=nora&click_id=clk_1",
                "https://s.example/, '/', -, https://s.example/?via=nora&click_id=clk_1",
                "https://s.example/a?x=1#top, '', -, https://s.example/a?x=1&via=nora&click_id=clk_1#top",
                "https://s.example/a, /b/c, -, https://s.example/a/b/c?via=nora&click_id=clk_1",
                "https://s.example/a/, /b/, -, https://s.example/a/b/?via=nora&click_id=clk_1",
                "https://s.example:8443, /b, y=2, https://s.example:8443/b?y=2&via=nora&click_id=clk_1",
                "https://s.example/?x=1&y=1, '', y=2&y=3&z, https://s.example/?x=1&y=2&y=3&z&via=nora&click_id=clk_1",
                "https://s.example/?via=a, '', click_id=b&v%69a=c, https://s.example/?via=nora&click_id=clk_1",
                "https://s.example/, '', q=%c3%bc+a|b\"<%zz, https://s.example/?q=%c3%bc+a%7Cb%22%3C%25zz&via=nora&click_id=clk_1",
                "https://s.example/, /f%C3%BC%20r, -, https://s.example/f%C3%BC%20r?via=nora&click_id=clk_1"
            })
    void what_the_visitor_brings_is_added(String landing, String path, @Nullable String query, String expected) {
        assertThat(page(landing, path, query)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/../x",
                "/a/../../x",
                "/a/.",
                "/./a",
                "/%2e%2e/x",
                "/.%2E/x",
                "/a//b",
                "/a%2fb",
                "/%2f%2fevil.example",
                "/\\evil.example",
                "/%5cevil.example",
                "/a%00",
                "/a%0d%0aSet-Cookie:x",
                "/a%09b",
                "/%25%32%65",
                "/a?b",
                "/a#b",
                "/a b",
                "/a;b",
                "/%",
                "/%zz",
                "/\u0000",
                "/é",
                "/%ff",
                "/a\r\nb",
                "/<x>",
                "@evil.example",
                ".evil.example",
                ":80",
                "evil"
            })
    void a_path_that_is_not_canonical_is_ignored(String path) {
        assertThat(page("https://s.example/in", path, null)).isEqualTo("https://s.example/in?via=nora&click_id=clk_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "next=//evil.example",
                "a=\r\nSet-Cookie:b",
                "\u0000",
                "#evil",
                "@evil.example",
                "&&&",
                "=",
                "%",
                "é=ü",
                "via=evil&via=evil",
                "a=b#c",
                "x=\ud800"
            })
    void nothing_in_the_query_leads_elsewhere(String query) {
        var uri = URI.create(page("https://s.example/in", "", query));
        assertThat(uri.getHost()).isEqualTo("s.example");
        assertThat(uri.getPath()).isEqualTo("/in");
        assertThat(uri.toString())
                .matches("[!-~]+")
                .endsWith("via=nora&click_id=clk_1")
                .doesNotContain("via=evil");
    }

    @Test
    void what_is_too_long_for_a_header_is_left_out() {
        assertThat(page("https://s.example/", "/" + "a".repeat(3000), "b".repeat(3000)))
                .isEqualTo("https://s.example/?via=nora&click_id=clk_1");
    }
}
