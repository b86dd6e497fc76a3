package dev.handsel.referrals.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ClickId;
import dev.handsel.programs.terms.ProgramScene;
import dev.handsel.testing.RawHttp;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links as browsers and advertising tools send them, with characters that should have been encoded. */
class RawLinksTest extends ProgramScene {

    private static final Pattern LOCATION = Pattern.compile("\r\nLocation: ([!-~]+)\r\n");

    private Shop shop = new Shop("", "", "", JSON.nullNode(), "");

    @BeforeEach
    void nora() {
        shop = shop();
        post(shop.key(), "/v1/affiliates", "{\"external_id\":\"nora\",\"code\":\"nora\"}");
    }

    /** Where the visitor is sent to by this answer, without what is added to it. */
    private String followed(String rest) {
        var answer = RawHttp.say(
                URI.create(publicUrl.text()),
                "GET /r/" + shop.slug() + "/nora" + rest + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).as(rest).startsWith("HTTP/1.1 302 ");
        var location = LOCATION.matcher(answer);
        assertThat(location.find()).as(answer).isTrue();
        var target = URI.create(location.group(1));
        assertThat(target.getRawAuthority()).isEqualTo("shop.example");
        assertThat(location.find()).isFalse();
        var click = ClickId.parse(target.getRawQuery().replaceFirst(".*click_id=(\\w+)$", "$1"));
        assertThat(row(click)).containsEntry("filtered", null);
        return target.getRawPath() + "?" + target.getRawQuery().replaceFirst("&?via=nora&click_id=\\w+$", "");
    }

    private Map<String, @Nullable Object> row(ClickId click) {
        return jdbc.sql("select * from click where id = :id")
                .param("id", click.value())
                .query()
                .singleRow();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "?a=b|c, /start?lang=en&a=b%7Cc",
                "?kw={keyword}, /start?lang=en&kw=%7Bkeyword%7D",
                "?ids[]=1&ids[]=2, /start?lang=en&ids%5B%5D=1&ids%5B%5D=2",
                "?a=b^c, /start?lang=en&a=b%5Ec",
                "?a=b`c, /start?lang=en&a=b%60c",
                "?a=b\\c, /start?lang=en&a=b%5Cc",
                "?a=\"b\"<c>, /start?lang=en&a=%22b%22%3Cc%3E",
                "/sale|{x}[y]^`?a, /start/sale%7C%7Bx%7D%5By%5D%5E%60?lang=en&a",
                "?a=100%|, /start?lang=en&a=100%25%7C",
                "?la|ng=de&lang=fr, /start?la%7Cng=de&lang=fr",
            })
    void raw_characters_arrive_encoded(String rest, String landing) {
        assertThat(followed(rest)).isEqualTo(landing);
    }

    @ParameterizedTest
    @CsvSource({
        "?q=z\u00c3\u00b3\u00c5\u0082w, /start?lang=en&q=z%C3%B3%C5%82w",
        "?q=\u00e9, /start?lang=en&q=%E9",
        "?q=\u00ff\u00fe\u0080, /start?lang=en&q=%FF%FE%80",
        "?q=\u00f0\u009f\u0098\u0080, /start?lang=en&q=%F0%9F%98%80",
        "/caf\u00c3\u00a9?a, /start/caf%C3%A9?lang=en&a",
    })
    void octets_beyond_ascii_arrive_as_they_were(String rest, String landing) {
        assertThat(followed(rest)).isEqualTo(landing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"|%0d%0aSet-Cookie:x=y", "{%0D%0A%0D%0A<script>", "\u00e5\u0098\u008a", "\u0085"})
    void no_line_of_a_header_is_made_of_it(String query) {
        assertThat(followed("?a=" + query)).matches("/start\\?lang=en&a=[!-~]*").doesNotContain("<", "|", "{");
    }

    @Test
    void the_click_keeps_the_address_encoded() {
        followed("/a|b?q=\u00c3\u00a9{x}");
        assertThat(jdbc.sql("select url from click where program_id = (select id from program where slug = :slug)")
                        .param("slug", shop.slug())
                        .query(String.class)
                        .list())
                .isEqualTo(List.of(publicUrl.at("/r/" + shop.slug() + "/nora/a%7Cb?q=%C3%A9%7Bx%7D")));
    }
}
