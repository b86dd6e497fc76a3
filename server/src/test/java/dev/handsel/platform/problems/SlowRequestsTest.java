package dev.handsel.platform.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.Eventually;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.RawHttp;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** Requests that drip in, a byte now and then, so that no time between two bytes is ever too long. */
@HandselTest
class SlowRequestsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";

    private final URI server;
    private final PromptProtocol protocol;

    SlowRequestsTest(@Value("${handsel.public-url}") URI server, ServletWebServerApplicationContext context) {
        this.server = server;
        var tomcat = ((TomcatWebServer) java.util.Objects.requireNonNull(context.getWebServer())).getTomcat();
        this.protocol = (PromptProtocol) tomcat.getConnector().getProtocolHandler();
    }

    @BeforeEach
    void hurry() {
        protocol.setPatience(Duration.ofMillis(500));
    }

    @AfterEach
    void be_patient() {
        protocol.setPatience(Duration.ofSeconds(30));
    }

    @Test
    void headers_that_drip_in_are_cut() {
        try (var raw = new RawHttp(server)) {
            raw.send("GET /v1/meta HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
            drip(raw);
            assertThat(raw.rest()).matches("(?s)(HTTP/1.1 408 .*\"code\":\"request_timeout\".*)?");
        }
    }

    @Test
    void a_request_line_that_drips_in_is_cut() {
        try (var raw = new RawHttp(server)) {
            raw.send("GET /");
            drip(raw);
            assertThat(raw.rest()).doesNotContain("HTTP/1.1 2");
        }
    }

    /** Whether somebody waits for the body or it is only taken off the line after the answer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/trial/things HTTP/1.1\r\nHost: localhost\r\n" + JSON + "Content-Length: 1000000\r\n\r\n",
                "/v1/device/heartbeat HTTP/1.1\r\nHost: localhost\r\n" + JSON + "Content-Length: 1000000\r\n\r\n",
                "/v1/stripe/connect HTTP/1.1\r\nHost: localhost\r\n" + JSON + "Content-Length: 1000000\r\n\r\n",
                "/login HTTP/1.1\r\nHost: localhost\r\n" + FORM + "Content-Length: 1000000\r\n\r\n",
                "/v1/accounts HTTP/1.1\r\nHost: localhost\r\n" + JSON + "Content-Length: 1000000\r\n\r\n",
                "/v1/meta HTTP/1.1\r\nHost: localhost\r\n" + JSON + "Content-Length: 9000000\r\n\r\n",
                "/r/a/b HTTP/1.1\r\nHost: localhost\r\n" + JSON + "Content-Length: 9000000\r\n\r\n"
            })
    void a_body_that_drips_in_is_cut(String request) {
        try (var raw = new RawHttp(server)) {
            raw.send("POST " + request);
            drip(raw);
            assertThat(raw.rest()).matches("(?s)(HTTP/1.1 4.*application/problem\\+json.*)?");
        }
    }

    @Test
    void who_is_late_is_told_so() {
        try (var raw = new RawHttp(server)) {
            raw.send("POST /v1/trial/things HTTP/1.1\r\nHost: localhost\r\n" + JSON + "Content-Length: 90\r\n\r\n {");
            Eventually.happens(PATIENCE, "an answer", () -> raw.waiting() || !raw.takes(" "));
            assertThat(raw.rest()).startsWith("HTTP/1.1 408 ").contains("\"code\":\"request_timeout\"");
        }
    }

    @Test
    void a_connection_that_is_kept_is_not_late_with_its_next_request() {
        try (var raw = new RawHttp(server)) {
            protocol.setPatience(Duration.ZERO);
            raw.send("GET /v1/meta HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Eventually.happens(PATIENCE, "an answer", raw::waiting);
            raw.send("GET /v1/time HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(raw.rest().split("HTTP/1.1 200 ", -1)).hasSize(3);
        }
    }

    private static void drip(RawHttp raw) {
        Eventually.happens(PATIENCE, "the connection is cut", () -> !raw.takes("x"));
    }
}
