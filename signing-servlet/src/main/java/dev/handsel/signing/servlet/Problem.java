package dev.handsel.signing.servlet;

import dev.handsel.signing.Refusal;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.verify.Policy;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** An answer that says no (RFC 9457). */
record Problem(int status, String code, String detail, String serverTime, int retryAfter) {

    /** Nonces are forgotten by the minute. */
    private static final int FORGETTING = 60;

    private static final int RECOVERING = 5;

    /** The request is refused; where it is about time, the answer tells the server's. */
    static Problem of(RejectedException rejected, Instant now) {
        var refusal = rejected.refusal();
        return new Problem(
                refusal.status(),
                refusal.code(),
                String.valueOf(rejected.getMessage()),
                refusal == Refusal.TIMESTAMP_OUT_OF_WINDOW
                        ? now.truncatedTo(ChronoUnit.SECONDS).toString()
                        : "",
                refusal == Refusal.TOO_MANY_NONCES ? FORGETTING : 0);
    }

    /** It cannot be found out now whether the request is to be let in. */
    static Problem unavailable() {
        return new Problem(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "verification_unavailable",
                "Signatures cannot be verified at the moment.",
                "",
                RECOVERING);
    }

    void send(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        if (status == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Signature");
            response.setHeader("Accept-Signature", Policy.ACCEPT_SIGNATURE);
        }
        if (retryAfter > 0) {
            response.setIntHeader("Retry-After", retryAfter);
        }
        var bytes = json().getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/problem+json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private String json() {
        var words = code.replace('_', ' ');
        var title = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        var json = new StringBuilder(256);
        json.append("{\"type\":").append(quoted("urn:handsel:problem:" + code));
        json.append(",\"title\":").append(quoted(title));
        json.append(",\"status\":").append(status);
        json.append(",\"detail\":").append(quoted(detail));
        json.append(",\"code\":").append(quoted(code));
        if (!serverTime.isEmpty()) {
            json.append(",\"server_time\":").append(quoted(serverTime));
        }
        return json.append('}').toString();
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
