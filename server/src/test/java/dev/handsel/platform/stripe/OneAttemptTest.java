package dev.handsel.platform.stripe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.handsel.platform.settings.Secret;
import dev.handsel.platform.stripe.StripeAnswer.Declined;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Counted at the socket: whatever becomes of a request, nothing sends it a second time. */
class OneAttemptTest {

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ServerSocket socket;
    private final Stripe stripe;
    private volatile String reply = "";

    OneAttemptTest() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        var settings = new StripeSettings(
                new Secret("sk_test_x"),
                URI.create("http://127.0.0.1:" + socket.getLocalPort()),
                List.of(),
                1_000,
                Duration.ofSeconds(1),
                "US",
                false,
                Duration.ZERO,
                BankPayoutMode.AUTOMATIC);
        stripe = new Stripe(settings, JsonMapper.shared(), Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> speak(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** Answers each request by what is to be answered now; "close" ends the connection, "silence" keeps it open. */
    private void speak(Socket client) {
        try (client) {
            var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("POST ")) {
                    requests.add(line);
                    int length = length(lines);
                    assertThat(lines.skip(length)).isEqualTo(length);
                    if (reply.equals("close")) {
                        return;
                    }
                    if (!reply.equals("silence")) {
                        client.getOutputStream().write(reply.getBytes(US_ASCII));
                        client.getOutputStream().flush();
                    }
                }
            }
        } catch (IOException gone) {
            // The client has gone.
        }
    }

    private static int length(BufferedReader lines) throws IOException {
        int length = 0;
        for (var line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        return length;
    }

    private static String answer(int status, String body, String... headers) {
        return "HTTP/1.1 " + status + " x\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n" + String.join("", headers) + "\r\n" + body;
    }

    private StripeAnswer post() {
        return stripe.post("/v1/transfers", "amount=1", "key");
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "409"})
    void an_error_is_unclear_and_told_once(int status) {
        reply = answer(status, "{\"error\": {\"type\": \"api_error\", \"message\": \"m\"}}");
        assertThat(post()).isInstanceOf(StripeAnswer.Unclear.class);
        assertThat(requests).hasSize(1);
    }

    @Test
    void too_many_is_told_once_with_the_time_to_wait() {
        reply = answer(429, "{\"error\": {\"type\": \"x\"}}", "Retry-After: 7\r\n");
        assertThat(post()).isEqualTo(new StripeAnswer.Busy(Duration.ofSeconds(7)));
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"close", "silence"})
    void a_connection_that_breaks_or_says_nothing_is_unclear(String what) {
        reply = what;
        assertThat(post()).isInstanceOf(StripeAnswer.Unclear.class);
        assertThat(requests).hasSize(1);
    }

    @Test
    void a_kept_connection_that_breaks_is_not_tried_on_another() {
        reply = answer(200, "{\"id\": \"tr_1\"}");
        assertThat(post()).isInstanceOf(StripeAnswer.Done.class);
        reply = "close";
        assertThat(post()).isInstanceOf(StripeAnswer.Unclear.class);
        assertThat(requests).hasSize(2);
    }

    @Test
    void inside_a_transaction_nothing_is_sent() {
        reply = answer(200, "{}");
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatIllegalStateException().isThrownBy(this::post);
            assertThatIllegalStateException().isThrownBy(() -> stripe.get("/v1/balance"));
            assertThatIllegalStateException().isThrownBy(() -> stripe.postInTurn("/v1/transfers", "amount=1", "key"));
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
        assertThat(requests).isEmpty();
    }

    @Test
    void refusals_are_told_apart() {
        reply = answer(
                400,
                "{\"error\": {\"type\": \"invalid_request_error\", \"code\": \"balance_insufficient\", \"message\": \"m\"}}");
        assertThat(post()).isEqualTo(new Declined(400, "balance_insufficient", "m"));
        reply = answer(401, "{\"error\": {\"type\": \"invalid_request_error\", \"message\": \"m\"}}");
        assertThat(post()).isEqualTo(new StripeAnswer.Denied("m"));
        reply = answer(
                403,
                "{\"error\": {\"type\": \"invalid_request_error\", \"code\": \"account_invalid\", \"message\": \"m\"}}");
        assertThat(post()).isEqualTo(new Declined(403, "account_invalid", "m"));
        reply = answer(400, "{\"error\": {\"type\": \"idempotency_error\", \"message\": \"m\"}}");
        assertThat(post()).isEqualTo(new Declined(400, "idempotency_error", "m"));
        reply = answer(200, "<html>");
        assertThat(post()).isInstanceOf(StripeAnswer.Unclear.class);
    }
}
