package dev.handsel.signing.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.signing.ContentDigest;
import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.client.DeviceSigner;
import dev.handsel.signing.client.SignedRequests;
import dev.handsel.signing.keys.HmacKey;
import dev.handsel.signing.verify.Policy;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Over real connections to a Tomcat. */
class SignatureFilterTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int MOST = Policy.deviceV1().mostBody();

    private final OneDevice device = new OneDevice();
    private final DeviceSigner signer = DeviceSigner.of("dk_1", device.secret);
    private final SignedRequests signed = new SignedRequests(signer);
    private final List<String> served = new ArrayList<>();
    private FilteredServer server;

    /** Says who asked, and with what. */
    private final class Echo extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(request.getInputStream().readAllBytes()).asString().isEqualTo(body);
            var holder = SignatureFilter.holder(request, String.class);
            served.add(holder + " " + request.getParameter("a") + " " + body);
            response.getWriter().print(served.get(0));
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = new FilteredServer(new Echo(), device.filter());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest get(String target) {
        return HttpRequest.newBuilder(server.url(target)).build();
    }

    private HttpRequest post(String target, String type, String body) {
        var request = HttpRequest.newBuilder(server.url(target))
                .header("Content-Type", type)
                .POST(BodyPublishers.noBody());
        return signed.sign(request.build(), body.getBytes(StandardCharsets.UTF_8));
    }

    private void refused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        var problem = problem(answer.body());
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(served).isEmpty();
    }

    private static JsonNode problem(String json) {
        return JsonMapper.builder().build().readTree(json);
    }

    @Test
    void a_signed_request_is_served_once() throws Exception {
        var request = signed.sign(get("/x/%C3%A4?a=%20&b"));

        assertThat(send(request).body()).isEqualTo("device-1   ");
        served.clear();
        refused(send(request), 401, "replayed");
    }

    @Test
    void an_empty_query_is_as_good_as_none() throws Exception {
        assertThat(send(signed.sign(get("/x?"))).statusCode()).isEqualTo(200);
        assertThat(send(signed.sign(get("/x"))).statusCode()).isEqualTo(200);
    }

    @Test
    void the_body_can_be_read_again() throws Exception {
        var answer = send(post("/x?a=1", "application/json", "{\"n\":\"ü\"}"));

        assertThat(answer.body()).startsWith("device-1 1 {\"n\":");
        assertThat(served).containsExactly("device-1 1 {\"n\":\"ü\"}");
    }

    @Test
    void a_form_has_its_parameters_beside_its_body() throws Exception {
        send(post("/x?b=1", "application/x-www-form-urlencoded; charset=UTF-8", "a=%C3%BC+x&b=2"));

        assertThat(served).containsExactly("device-1 ü x a=%C3%BC+x&b=2");
    }

    @Test
    void whoever_is_not_signed_is_told_how_to() throws Exception {
        var answer = send(get("/x"));

        refused(answer, 401, "no_applicable_signature");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Signature");
        assertThat(answer.headers().firstValue("Accept-Signature"))
                .contains("sig=(\"@method\" \"@authority\" \"@path\" \"@query\");"
                        + "created;nonce;keyid;tag=\"device-v1\"");
    }

    @Test
    void a_wrong_signature_and_an_unknown_key_are_answered_alike() throws Exception {
        var foreign = DeviceSecret.random(new SecureRandom());
        var wrong = send(new SignedRequests(DeviceSigner.of("dk_1", foreign)).sign(get("/x")));
        var unknown = send(new SignedRequests(DeviceSigner.of("dk_2", foreign)).sign(get("/x")));

        refused(wrong, 401, "invalid_signature");
        assertThat(unknown.body()).isEqualTo(wrong.body());
    }

    @Test
    void a_clock_that_is_wrong_is_told_the_servers() throws Exception {
        var hourAgo = InstantSource.fixed(Instant.now().minus(Duration.ofHours(1)));
        var slow = new SignedRequests(new DeviceSigner("dk_1", HmacKey.of(device.secret.key()), hourAgo));
        var answer = send(slow.sign(get("/x")));

        refused(answer, 401, "timestamp_out_of_window");
        var told = Instant.parse(problem(answer.body()).path("server_time").asString());
        assertThat(Duration.between(told, Instant.now())).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        assertThat(told).isEqualTo(told.truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void another_body_than_the_signed_one_is_refused() throws Exception {
        var request = post("/x", "text/plain", "mine");
        var changed = HttpRequest.newBuilder(request, (name, value) -> true)
                .POST(BodyPublishers.ofString("theirs"))
                .build();

        refused(send(changed), 400, "digest_mismatch");
    }

    @Test
    void a_form_that_was_added_to_a_signed_request_is_refused() throws Exception {
        var request = signed.sign(HttpRequest.newBuilder(server.url("/x"))
                .POST(BodyPublishers.noBody())
                .build());
        var added = HttpRequest.newBuilder(request, (name, value) -> true)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("a=1"))
                .build();

        refused(send(added), 400, "coverage_incomplete");
    }

    @Test
    void what_reads_the_body_in_front_of_the_filter_is_noticed() throws Exception {
        try (var greedy = new FilteredServer(
                new Echo(),
                (request, response, chain) -> {
                    request.getParameter("a");
                    chain.doFilter(request, response);
                },
                device.filter())) {
            var request = signed.sign(HttpRequest.newBuilder(greedy.url("/x"))
                    .POST(BodyPublishers.noBody())
                    .build());
            var added = HttpRequest.newBuilder(request, (name, value) -> true)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("a=1"))
                    .build();

            refused(send(added), 503, "verification_unavailable");
        }
    }

    @Test
    void without_its_keys_it_lets_nobody_in() throws Exception {
        device.isAway = true;
        var answer = send(signed.sign(get("/x")));

        refused(answer, 503, "verification_unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }

    @Test
    void a_body_may_be_as_long_as_the_policy_says_and_no_longer() throws Exception {
        assertThat(send(post("/x", "text/plain", "x".repeat(MOST))).statusCode())
                .isEqualTo(200);
        served.clear();

        refused(send(post("/x", "text/plain", "x".repeat(MOST + 1))), 413, "body_too_large");
    }

    @Test
    void a_body_of_untold_length_is_read_no_further_than_the_limit() throws Exception {
        var body = "x".repeat(MOST + 1);
        var answer = server.raw("POST /x HTTP/1.1\r\nHost: " + server.authority()
                + "\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("body_too_large");
        assertThat(served).isEmpty();
    }

    @Test
    void a_body_of_untold_length_is_served() throws Exception {
        assertThat(server.raw(request("POST", "abc", "Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n")))
                .startsWith("HTTP/1.1 200");
        assertThat(served).containsExactly("device-1 null abc");
    }

    @Test
    void two_hosts_are_refused() throws Exception {
        assertThat(server.raw(request("GET", "", "Host: evil.example\r\n", ""))).startsWith("HTTP/1.1 400");
        assertThat(server.raw(request("GET", "", "", ""))).startsWith("HTTP/1.1 200");
    }

    @Test
    void two_digests_are_refused() throws Exception {
        var again = "Content-Digest: " + ContentDigest.of("abc".getBytes(StandardCharsets.UTF_8)) + "\r\n";

        var answer = server.raw(request("POST", "abc", again + "Content-Length: 3\r\n", "abc"));

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"header_malformed\"");
        assertThat(served).isEmpty();
    }

    @Test
    void what_a_refusal_repeats_is_quoted() throws Exception {
        var answer = server.raw("GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
                + "Signature-Input: sig=(\"a\\\"b\" \"@method\" \"@authority\" \"@path\" \"@query\");created="
                + Instant.now().getEpochSecond() + ";nonce=\"0123456789abcdef\";keyid=\"k\";tag=\"device-v1\"\r\n"
                + "Signature: sig=:AAAA:\r\n\r\n");

        assertThat(problem(answer.substring(answer.indexOf('{'))).path("code").asString())
                .isEqualTo("coverage_unsupported");
    }

    /** A signed request as text, with further lines and a body as it is on the wire. */
    private String request(String method, String body, String lines, String onTheWire) {
        var headers = new ArrayList<Map.Entry<String, String>>();
        headers.add(Map.entry("Host", server.authority()));
        headers.add(Map.entry("Content-Type", "text/plain"));
        var plain = new PlainRequest(method, "http", "/x", headers, body.getBytes(StandardCharsets.UTF_8));
        headers.addAll(signer.sign(plain).entrySet());
        var text = new StringBuilder(method + " /x HTTP/1.1\r\nConnection: close\r\n");
        headers.forEach(header -> text.append(header.getKey())
                .append(": ")
                .append(header.getValue())
                .append("\r\n"));
        return text + lines + "\r\n" + onTheWire;
    }
}
