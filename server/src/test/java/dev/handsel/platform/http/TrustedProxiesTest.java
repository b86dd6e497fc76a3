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

    private static MockHttpServletRequest from(String address, String... forwarded) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        for (var line : forwarded) {
            request.addHeader("X-Forwarded-For", line);
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
        "10.0.0.2, 2001:DB8::1, 2001:db8:0:0:0:0:0:1",
        "127.0.0.1, '[2001:db8::1]:4711', 2001:db8:0:0:0:0:0:1",
        "127.0.0.1, '198.51.100.7:4711', 198.51.100.7",
        "127.0.0.1, '::ffff:198.51.100.7', 198.51.100.7",
        "127.0.0.1, 'forged.example, 198.51.100.7', 198.51.100.7",
        "127.0.0.1, '198.51.100.7, unknown', 127.0.0.1",
        "0:0:0:0:0:0:0:1, 198.51.100.7, 198.51.100.7",
    })
    void the_client_is_the_last_address_that_no_trusted_proxy_has_added(
            String address, String forwarded, String client) {
        assertThat(trusting("127.0.0.1", "::1", "10.0.0.2").client(from(address, forwarded)))
                .isEqualTo(client);
    }

    @Test
    void lines_of_the_header_follow_each_other_as_if_they_were_one() {
        assertThat(trusting("127.0.0.1").client(from("127.0.0.1", "203.0.113.9", "198.51.100.7")))
                .isEqualTo("198.51.100.7");
        assertThat(trusting("127.0.0.1", "10.0.0.2").client(from("127.0.0.1", "198.51.100.7", "10.0.0.2")))
                .isEqualTo("198.51.100.7");
    }

    /** Letters of hexadecimal numbers make names as well; asking for one would tell its owner, and take its time. */
    @ParameterizedTest
    @ValueSource(strings = {"dead.beef", "cafe", "abc.de", "face.b00c:80", "[dead.beef]:80"})
    void a_name_of_such_letters_is_no_address(String name) {
        assertThat(trusting("127.0.0.1").client(from("127.0.0.1", name))).isEqualTo("127.0.0.1");
    }

    @Test
    void nobody_else_is_a_proxy() {
        assertThat(trusting("10.0.0.2").sent(from("10.0.0.2"))).isTrue();
        assertThat(trusting("10.0.0.2").sent(from("10.0.0.3"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "", "1.2.3.4.5:x", "dead.beef"})
    void names_are_not_looked_up(String text) {
        assertThatThrownBy(() -> trusting(text))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("HANDSEL_TRUSTED_PROXIES");
    }
}
