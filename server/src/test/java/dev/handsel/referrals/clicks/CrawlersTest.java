package dev.handsel.referrals.clicks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.digest.Sha256;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CrawlersTest {

    private static byte[] resource(String name) throws IOException {
        try (var file = Objects.requireNonNull(Crawlers.class.getResourceAsStream(name), name)) {
            return file.readAllBytes();
        }
    }

    @Test
    void the_manifest_tells_where_the_list_is_from_and_what_is_in_it() throws IOException {
        var told = JsonMapper.shared().readTree(resource("manifest.json")).get(0);
        var text = Crawlers.lines().stream().map(line -> line + "\n").collect(Collectors.joining());

        assertThat(Crawlers.lines()).hasSize(told.path("count").asInt()).isSorted();
        assertThat(Sha256.hex(text)).isEqualTo(told.path("sha256").asString());
        assertThat(told.path("licence").asString()).isEqualTo("MIT");
        assertThat(new String(resource("licences.txt"), US_ASCII))
                .contains(told.path("package").asString() + " "
                        + told.path("version").asString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mediapartners-Google",
                "APIs-Google (+https://developers.google.com/webmasters/APIs-Google.html)",
                "ia_archiver-web.archive.org",
                "Mozilla/4.5 (compatible; HTTrack 3.0x; Windows 98)",
                "Googlebot/2.1 (+http://www.google.com/bot.html)",
                "curl/8.5.0"
            })
    void programs_that_give_their_name_are_machines(String userAgent) {
        assertThat(Visitors.filtered("GET", userAgent, null)).isEqualTo(FilterReason.BOT);
    }

    /** Browsers, and those in apps, in which people follow links. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/112.0 YaBrowser/23.5 Yowser/2.5 Safari/537.36",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/118.0 Safari/537.36 coc_coc_browser/118",
                "Mozilla/5.0 (Linux; Android 11; KFTRWI) AppleWebKit/537.36 Silk/120.1 like Chrome/120.0 Safari/537.36",
                "Mozilla/5.0 (Linux; Android 13; CUBOT X30) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 [Pinterest/iOS]",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 [FBAN/FBIOS;FBAV/450.0]",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Instagram 300.0.0.29.110",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Viber/20.9",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.40 NetType/WIFI"
            })
    void browsers_of_people_are_none(String userAgent) {
        assertThat(Visitors.filtered("GET", userAgent, null)).isNull();
    }

    @Test
    void an_empty_name_is_no_machines() {
        assertThat(Visitors.filtered("GET", "", null)).isNull();
    }
}
