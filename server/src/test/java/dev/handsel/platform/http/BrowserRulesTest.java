package dev.handsel.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.HandselTest;
import dev.handsel.testing.Wire;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;

/** Every kind of answer tells browsers what they may do with it, whoever makes it. */
@HandselTest
class BrowserRulesTest {

    private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";

    private final int port;

    BrowserRulesTest(@Value("${handsel.public-url}") URI server) {
        this.port = server.getPort();
    }

    private static List<String> header(String answer, String name) {
        return Pattern.compile("(?im)^" + name + ": (.*?)\\r?$")
                .matcher(answer.split("\r\n\r\n", 2)[0])
                .results()
                .map(line -> line.group(1))
                .toList();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "an answer of the API, GET /v1/meta, 200",
        "its description, GET /v1/openapi.json, 200",
        "a page, GET /login, 200",
        "a page of a mailed link, GET /devices/confirm?token=x, 404",
        "a page after Stripe, GET /payout-account/done, 200",
        "the explorer, GET /explorer, 200",
        "a file, GET /assets/signin.css, 200",
        "a file of a library, GET /webjars/swagger-ui/swagger-ui.css, 200",
        "the snippet, GET /v1/click.js?program=none, 404",
        "the metadata of the issuer, GET /.well-known/oauth-authorization-server, 200",
        "nobody, GET /v1/audit, 401",
        "nobody on a page, GET /, 401",
        "nothing, GET /assets/nothing.js, 404",
        "a form without its token, POST /login, 403",
        "another method, PUT /v1/meta, 405",
        "a servlet that redirects, GET /r/none/none, 404",
        "a servlet of devices, GET /v1/device/self, 401",
        "a servlet for proxies, GET /v1/signatures/forward-auth, 401",
        "a path that a filter refuses, GET /v1//meta, 400",
        "a path that the firewall refuses, GET /v1/meta;a=b, 400",
        "what the container refuses, GET /v1/me ta, 400",
        "a bug, GET /v1/trial/fails/bug, 500",
    })
    void nothing_goes_without(String kind, String request, int status) {
        var answer = Wire.say(port, request + HEAD + "\r\n");

        assertThat(answer).as(kind).startsWith("HTTP/1.1 " + status + " ");
        assertThat(header(answer, "content-security-policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action ");
        assertThat(header(answer, "referrer-policy")).containsExactly("no-referrer");
        assertThat(header(answer, "x-content-type-options")).containsExactly("nosniff");
        assertThat(header(answer, "x-frame-options")).containsExactly("DENY");
        assertThat(header(answer, "permissions-policy"))
                .singleElement()
                .asString()
                .contains("camera=()", "geolocation=()", "microphone=()", "payment=()");
        assertThat(header(answer, "cross-origin-opener-policy")).containsExactly("same-origin");
        assertThat(header(answer, "strict-transport-security")).as("by http").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GET /", "GET /logout", "GET /account/explorer"})
    void nor_does_a_redirect(String request) {
        var answer = Wire.say(port, request + HEAD + "Accept: text/html\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 302 ");
        assertThat(header(answer, "content-security-policy")).hasSize(1);
        assertThat(header(answer, "referrer-policy")).containsExactly("no-referrer");
        assertThat(header(answer, "cross-origin-opener-policy")).hasSize(1);
    }
}
