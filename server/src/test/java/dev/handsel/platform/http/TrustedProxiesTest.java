package dev.handsel.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.platform.settings.CannotStart;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class TrustedProxiesTest {

    private static TrustedProxies trusting(String... addresses) {
        return new TrustedProxies(new TrustedProxies.Settings(List.of(addresses)));
    }

    private static MockHttpServletRequest from(String address, String forwarded) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        if (!forwarded.isEmpty()) {
            request.addHeader("X-Forwarded-For", forwarded);
        }
        return request;
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, '', 192.0.2.1",
        "192.0.2.1, 198.51.100.7, 192.0.2.1",
        "127.0.0.1, '', 127.0.0.1",
        "127.0.0.1, 198.51.100.7, 198.51.100.7",
        "127.0.0.1, '203.0.113.9, 198.51.100.7', 198.51.100.7",
        "127.0.0.1, '198.51.100.7, 10.0.0.2', 198.51.100.7",
        "127.0.0.1, 'forged.example', 127.0.0.1",
        "10.0.0.2, 2001:db8::1, 2001:db8::1",
        "0:0:0:0:0:0:0:1, 198.51.100.7, 198.51.100.7",
    })
    void the_client_is_the_last_address_that_no_trusted_proxy_has_added(
            String address, String forwarded, String client) {
        assertThat(trusting("127.0.0.1", "::1", "10.0.0.2").client(from(address, forwarded)))
                .isEqualTo(client);
    }

    @Test
    void nobody_else_is_a_proxy() {
        assertThat(trusting("10.0.0.2").sent(from("10.0.0.2", ""))).isTrue();
        assertThat(trusting("10.0.0.2").sent(from("10.0.0.3", ""))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "", "1.2.3.4.5:x"})
    void names_are_not_looked_up(String text) {
        assertThatThrownBy(() -> trusting(text))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("HANDSEL_TRUSTED_PROXIES");
    }
}
