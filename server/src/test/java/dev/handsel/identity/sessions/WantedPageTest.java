package dev.handsel.identity.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WantedPageTest {

    @Test
    void the_page_that_was_wanted_is_on_this_server_whatever_the_browser_says() {
        for (var elsewhere : new String[] {"//evil.example", "/\\evil.example", "https://evil.example", "/a\nb", ""}) {
            assertThat(WantedPage.isLocal(elsewhere)).as(elsewhere).isFalse();
        }
        assertThat(WantedPage.isLocal("/oauth2/authorize?a=b%20c")).isTrue();
    }
}
