package dev.handsel.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.HandselTest;
import dev.handsel.testing.Wire;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.ModelAndView;

@HandselTest
class KnownHostsTest {

    private final int port;

    KnownHostsTest(@Value("${handsel.public-url}") URI server) {
        this.port = server.getPort();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:1",
                "localhost.",
                "handsel.localhost",
                "127.0.0.1",
                "127.9.9.9:8080",
                "[::1]",
                "[::1]:8080"
            })
    void by_a_loopback_name_it_is_reached(String host) {
        assertThat(Wire.get(port, host, "/v1/meta")).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "evil.example:8080",
                "127.0.0.1.evil.example",
                "203.0.113.7",
                "[2001:db8::1]",
                "notlocalhost"
            })
    void by_any_other_name_it_says_which_setting_lacks(String host) {
        for (var path : List.of("/v1/meta", "/", "/login", "/r/shop/nora", "/v1/device/self", "/assets/signin.css")) {
            assertThat(Wire.get(port, host, path))
                    .as(path)
                    .startsWith("HTTP/1.1 421 ")
                    .contains("\"host_unknown\"", "HANDSEL_PUBLIC_URL", "HANDSEL_ACCEPTED_AUTHORITIES")
                    .doesNotContain("evil");
        }
    }

    @Test
    void what_is_asked_about_other_servers_is_asked_by_their_names() {
        assertThat(Wire.get(port, "shop.example", "/v1/signatures/forward-auth/orders"))
                .startsWith("HTTP/1.1 401 ");
    }

    @Test
    void a_request_of_old_that_names_nobody_is_answered() {
        assertThat(Wire.say(port, "GET /v1/meta HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void the_public_and_the_accepted_names_are_known() throws Exception {
        assertThat(status("https://Handsel.example", List.of(), "handsel.example"))
                .isEqualTo(200);
        assertThat(status("https://handsel.example:8443", List.of(), "handsel.example"))
                .isEqualTo(200);
        assertThat(status("https://h.example", List.of("go.shop.example", "api.example:81/api"), "go.shop.example:443"))
                .isEqualTo(200);
        assertThat(status("https://h.example", List.of("go.shop.example", "api.example:81/api"), "api.example"))
                .isEqualTo(200);
        assertThat(status("https://h.example", List.of(), "some_service:80")).isEqualTo(421);
        assertThat(status("https://h.example", List.of("some_service"), "some_service:80"))
                .isEqualTo(200);
        assertThat(status("https://h.example", List.of(), "10.0.0.5:8080"))
                .as("the address at which the connection came in")
                .isEqualTo(200);
    }

    private static int status(String publicUrl, List<String> accepted, String host) throws Exception {
        var refusals = new Refusals(() -> (_, response, _, _) -> {
            response.setStatus(421);
            return new ModelAndView();
        });
        var request = new MockHttpServletRequest("GET", "/v1/meta");
        request.addHeader("Host", host);
        request.setLocalAddr("10.0.0.5");
        var response = new MockHttpServletResponse();
        new KnownHosts(refusals, publicUrl, accepted, List.of()).doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }
}
