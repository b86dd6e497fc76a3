package dev.handsel.referrals.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.referrals.clicks.FilterReason;
import dev.handsel.referrals.clicks.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitorsTest {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    @ParameterizedTest
    @ValueSource(
            strings = {
                FIREFOX,
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                        + " Version/19.0 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (Linux; Android 15; CUBOT X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
                ""
            })
    void browsers_are_people(String userAgent) {
        assertThat(Visitors.filtered("GET", userAgent, null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "curl/8.5.0",
                "Wget/1.21",
                "python-requests/2.32",
                "facebookexternalhit/1.1",
                "WhatsApp/2.24",
                "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
                "Mozilla/5.0 HeadlessChrome/140.0"
            })
    void programs_are_machines(String userAgent) {
        assertThat(Visitors.filtered("GET", userAgent, null)).isEqualTo(FilterReason.BOT);
    }

    @Test
    void only_a_get_is_a_click() {
        assertThat(Visitors.filtered("HEAD", FIREFOX, null)).isEqualTo(FilterReason.METHOD);
        assertThat(Visitors.filtered("get", FIREFOX, null)).isNull();
        assertThat(Visitors.filtered(null, FIREFOX, null)).isNull();
    }

    @Test
    void a_browser_that_looks_ahead_has_not_clicked() {
        assertThat(Visitors.filtered("GET", FIREFOX, "prefetch;prerender")).isEqualTo(FilterReason.PREFETCH);
        assertThat(Visitors.filtered("GET", FIREFOX, "preview")).isEqualTo(FilterReason.PREFETCH);
        assertThat(Visitors.filtered("GET", FIREFOX, "Prefetch")).isEqualTo(FilterReason.PREFETCH);
        assertThat(Visitors.filtered("GET", FIREFOX, "other,PREVIEW")).isEqualTo(FilterReason.PREFETCH);
        assertThat(Visitors.filtered("GET", FIREFOX, "other")).isNull();
    }

    @Test
    void who_says_nothing_counts() {
        assertThat(Visitors.filtered(null, null, null)).isNull();
    }
}
