package dev.handsel.platform.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.handsel.platform.settings.Secret;
import dev.handsel.platform.stripe.StripeAnswer.Declined;
import dev.handsel.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What is sent to the byte, and what each answer means. */
class StripeAnswersTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private record Seen(String method, String uri, Headers headers, String body) {}

    /** What the server does with a request. */
    @FunctionalInterface
    private interface Reply {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final CopyOnWriteArrayList<Seen> seen = new CopyOnWriteArrayList<>();
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final OneAttempt stripe;
    private volatile Reply reply = exchange -> answer(exchange, 200, "{}");

    StripeAnswersTest() throws IOException {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                seen.add(new Seen(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        exchange.getRequestHeaders(),
                        body));
                reply.to(exchange);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        stripe = new OneAttempt(base, new Secret("sk_test_hush"), TIMEOUT, JsonMapper.shared());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.getBytes(UTF_8).length);
        exchange.getResponseBody().write(body.getBytes(UTF_8));
    }

    private StripeAnswer post(Reply reply) {
        this.reply = reply;
        return stripe.post("/v1/transfers", "amount=1", "key", null);
    }

    private StripeAnswer post(int status, String body) {
        return post(exchange -> answer(exchange, status, body));
    }

    @Test
    void a_post_carries_its_bytes_its_key_and_the_version_that_we_know() {
        stripe.post("/v1/transfers", "metadata%5Bx%5D=%C3%A4&amount=1", "payout-1", "acct_1");

        var request = seen.getFirst();
        assertThat(request.method() + " " + request.uri()).isEqualTo("POST /v1/transfers");
        assertThat(request.body()).isEqualTo("metadata%5Bx%5D=%C3%A4&amount=1");
        assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer sk_test_hush");
        assertThat(request.headers().getFirst("Idempotency-Key")).isEqualTo("payout-1");
        assertThat(request.headers().getFirst("Stripe-Account")).isEqualTo("acct_1");
        assertThat(request.headers().getFirst("Stripe-Version")).isEqualTo("2026-07-29.dahlia");
        assertThat(request.headers().getFirst("Content-Type"))
                .isEqualTo("application/x-www-form-urlencoded;charset=UTF-8");
        assertThat(request.headers()).doesNotContainKey("Upgrade");
    }

    @Test
    void the_version_is_the_one_that_the_models_of_our_tests_know() {
        assertThat(OneAttempt.VERSION).isEqualTo(com.stripe.Stripe.API_VERSION);
    }

    @Test
    void a_question_carries_no_key_and_names_an_account_only_where_it_is_about_one() {
        stripe.get("/v1/balance?x=1", null);

        var request = seen.getFirst();
        assertThat(request.method() + " " + request.uri()).isEqualTo("GET /v1/balance?x=1");
        assertThat(request.headers()).doesNotContainKeys("Idempotency-Key", "Stripe-Account", "Content-Type");
    }

    @ParameterizedTest
    @CsvSource({
        "400, card_declined",
        "402, card_declined",
        "404, resource_missing",
        "400, idempotency_error",
    })
    void what_was_certainly_not_done_is_refused(int status, String code) {
        assertThat(post(status, "{\"error\": {\"type\": \"t\", \"code\": \"" + code + "\", \"message\": \"m\"}}"))
                .isEqualTo(new Declined(status, code, "m"));
    }

    @Test
    void a_refusal_without_a_code_is_named_by_its_type_and_one_without_words_says_so() {
        assertThat(post(400, "{\"error\": {\"type\": \"invalid_request_error\", \"code\": null}}"))
                .isEqualTo(new Declined(400, "invalid_request_error", "Stripe gave no reason."));
        assertThat(post(400, "{\"error\": {}}")).isEqualTo(new Declined(400, "unknown", "Stripe gave no reason."));
    }

    @Test
    void a_key_that_is_not_good_for_this_is_denied() {
        assertThat(post(401, "{\"error\": {\"message\": \"m\"}}")).isEqualTo(new StripeAnswer.Denied("m"));
        assertThat(post(403, "{\"error\": {\"message\": \"m\"}}")).isEqualTo(new StripeAnswer.Denied("m"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 409, 500, 502, 503})
    void a_refusal_that_is_not_stripes_proves_nothing(int status) {
        assertThat(post(status, "<html>go away</html>")).isEqualTo(new StripeAnswer.Unclear(status + " unknown"));
        assertThat(post(status, "{\"error\": \"go away\"}")).isEqualTo(new StripeAnswer.Unclear(status + " unknown"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"ok\"", "{\"id\": ", "<html>"})
    void half_an_answer_is_none(String body) {
        assertThat(post(200, body)).isEqualTo(new StripeAnswer.Unclear("an answer that is no JSON"));
    }

    @Test
    void another_place_is_not_gone_to() {
        assertThat(post(exchange -> {
                    exchange.getResponseHeaders().set("Location", "/v1/elsewhere");
                    answer(exchange, 307, "");
                }))
                .isEqualTo(new StripeAnswer.Unclear("307 unknown"));
        assertThat(seen).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"7, PT7S", "0, PT0S", "'', ", "'Wed, 21 Oct 2026 07:28:00 GMT', ", "-1, ", "99999999999, "})
    void too_many_says_when_to_come_back_where_it_says_so_in_seconds(String header, Duration wait) {
        assertThat(post(exchange -> {
                    exchange.getResponseHeaders().set("Retry-After", header);
                    answer(exchange, 429, "<html>");
                }))
                .isEqualTo(new StripeAnswer.Busy(wait));
    }

    @Test
    void an_answer_that_drips_is_not_waited_for_for_ever() {
        var begun = System.nanoTime();

        var answer = post(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 50; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                Eventually.passes(Duration.ofMillis(100));
            }
        });

        assertThat(answer).isEqualTo(new StripeAnswer.Unclear("no whole answer within PT1S"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void an_answer_without_end_is_not_read_to_its_end() {
        var flood = new byte[1 << 20];

        var answer = post(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 64; i++) {
                exchange.getResponseBody().write(flood);
            }
        });

        assertThat(answer).isInstanceOf(StripeAnswer.Unclear.class);
    }

    @Test
    void nothing_that_is_told_holds_the_secret() {
        assertThat(post(HttpExchange::close).toString()).contains("Unclear").doesNotContain("hush");
        server.stop(0);
        assertThat(stripe.get("/v1/balance", null).toString())
                .contains("Unclear")
                .doesNotContain("hush");
    }

    @Test
    void whoever_is_interrupted_while_waiting_stays_interrupted() throws InterruptedException {
        reply = _ -> Eventually.passes(Duration.ofMillis(500));
        var told = new CopyOnWriteArrayList<Object>();
        var caller = Thread.ofVirtual().start(() -> {
            told.add(stripe.get("/v1/balance", null));
            told.add(Thread.currentThread().isInterrupted());
        });
        while (seen.isEmpty()) {
            Thread.onSpinWait();
        }
        caller.interrupt();
        caller.join();

        assertThat(told).containsExactly(new StripeAnswer.Unclear("interrupted while waiting for the answer"), true);
    }
}
