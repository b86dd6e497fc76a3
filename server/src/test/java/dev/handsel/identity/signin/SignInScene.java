package dev.handsel.identity.signin;

import dev.handsel.identity.access.AccessScene;
import dev.handsel.identity.access.Role;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Somebody at a browser: it keeps cookies, sends forms with what they hide, and follows redirects only when told to. */
abstract class SignInScene extends AccessScene {

    static final String PASSWORD = "correct horse battery";

    /** The browser that is used where no other is named. */
    HttpClient browser = fresh();

    static HttpClient fresh() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    String someoneWithPassword() throws Exception {
        var email = someEmail().text();
        setUp(invitation(email), "", PASSWORD);
        return email;
    }

    String invitation(String email) {
        var owner = token(account(Role.OWNER));
        return send("POST", "/v1/accounts", owner, "{\"email\": \"%s\", \"roles\": []}".formatted(email))
                .body()
                .replaceFirst("(?s).*\"setup_url\":\"([^\"]+)\".*", "$1");
    }

    HttpResponse<String> setUp(String link, String email, String password) throws Exception {
        var csrf = csrf(page(link).body());
        var token = link.replaceFirst(".*token=", "");
        return form("/setup", Map.of("token", token, "email", email, "password", password, "_csrf", csrf));
    }

    String signIn(String email, String password, String... headers) throws Exception {
        var csrf = csrf(page(publicUrl.at("/login")).body());
        return form("/login", Map.of("email", email, "password", password, "_csrf", csrf), headers)
                .headers()
                .firstValue("Location")
                .orElse("");
    }

    HttpResponse<String> page(String url) throws Exception {
        return page(url, "text/html");
    }

    HttpResponse<String> page(String url, String accepted) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(publicUrl.text()).resolve(url))
                .header("Accept", accepted);
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> form(String path, Map<String, String> fields, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(publicUrl.at(path)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static String csrf(String page) {
        return page.contains("_csrf")
                ? page.replaceFirst("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1")
                : UUID.randomUUID().toString();
    }
}
