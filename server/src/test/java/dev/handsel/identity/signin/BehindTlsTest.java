package dev.handsel.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.identity.access.LocalSignIn;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** People speak https with a proxy, which speaks http with the server. */
@HandselTest
class BehindTlsTest {

    private static final String NAME = "handsel.example";

    @Value("${server.port}")
    int port;

    @Autowired
    LocalSignIn local;

    @Autowired
    JdbcClient jdbc;

    @DynamicPropertySource
    static void https(DynamicPropertyRegistry properties) throws IOException {
        var tests =
                Path.of(System.getProperty("handsel.tests.folder", "target")).toAbsolutePath();
        var keys = Files.createDirectories(tests.resolve("test-data/keys"));
        var own = Files.createDirectories(tests.resolve("test-data-tls"));
        if (!Files.exists(own.resolve("keys"))) {
            Files.createSymbolicLink(own.resolve("keys"), keys);
        }
        properties.add("handsel.public-url", () -> "https://" + NAME);
        properties.add("handsel.data-dir", own::toString);
    }

    private String get(String path, String... lines) {
        return Wire.get(port, NAME, path, lines);
    }

    private static String location(String answer) {
        return header(answer, "location").getFirst();
    }

    private static List<String> header(String answer, String name) {
        return Pattern.compile("(?im)^" + name + ": (.*?)\\r?$")
                .matcher(answer)
                .results()
                .map(line -> line.group(1))
                .toList();
    }

    @Test
    void redirects_lead_nowhere_but_to_the_public_address() {
        var authorize = "/oauth2/authorize?response_type=code&client_id=handsel-web&code_challenge_method=S256"
                + "&redirect_uri=https%3A%2F%2Fhandsel.example%2Fcallback&code_challenge=" + "c".repeat(43);
        for (var page : List.of("/", "/logout", authorize)) {
            var answer = get(page, "Accept: text/html", "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: http");
            assertThat(answer).as(page).startsWith("HTTP/1.1 302 ");
            assertThat(location(answer)).as(page).isEqualTo("/login");
        }
    }

    @Test
    void every_answer_tells_browsers_to_stay_with_https() {
        for (var page : List.of("/login", "/v1/meta", "/v1/accounts/me", "/assets/signin.css", "/r/none/none", "/")) {
            assertThat(header(get(page), "strict-transport-security")).as(page).containsExactly("max-age=31536000");
        }
    }

    @Test
    void cookies_belong_to_this_host_and_to_https() {
        jdbc.sql("delete from account_role where role = 'owner'").update();
        var link = local.linkForFirstOwner().orElseThrow();
        assertThat(link).startsWith("https://" + NAME + "/setup?token=");
        local.complete(
                link.replaceFirst(".*token=", ""),
                "tls-" + UUID.randomUUID() + "@shop.example",
                "correct horse battery");
        var email = jdbc.sql("select email from account where email like 'tls-%' order by created_at desc limit 1")
                .query(String.class)
                .single();
        var page = get("/login", "Accept: text/html");
        var form = header(page, "set-cookie").getFirst();
        assertThat(form).startsWith("__Host-handsel-form=").contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/");

        var body = "email=%s&password=correct+horse+battery&_csrf=%s"
                .formatted(email, page.replaceFirst("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1"));
        var answer = Wire.say(
                port,
                "POST /login HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nCookie: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(NAME, form.replaceFirst(";.*", ""), body.length(), body));

        assertThat(location(answer)).isEqualTo("/");
        assertThat(header(answer, "set-cookie"))
                .filteredOn(cookie -> cookie.contains("session"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .startsWith("__Host-handsel-session=")
                        .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
                        .doesNotContain("Domain"));
        var session = header(answer, "set-cookie").stream()
                .filter(cookie -> cookie.contains("session"))
                .findFirst()
                .orElseThrow()
                .replaceFirst(";.*", "");
        assertThat(get("/", "Accept: text/html", "Cookie: " + session)).contains(email.toLowerCase(Locale.ROOT));
    }
}
