package dev.handsel.platform.idempotency;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The first answer to a request with a key, as it is kept.
 *
 * @param rights what its caller could do then
 */
record StoredAnswer(
        String requestHash,
        Set<String> rights,
        int status,
        @Nullable String contentType,
        @Nullable String location,
        @Nullable String etag,
        String body)
        implements HttpAnswer {

    static StoredAnswer of(KeyedCall call, BufferedResponse answer, List<String> secrets) {
        return new StoredAnswer(
                call.hash(),
                call.rights(),
                answer.getStatus(),
                answer.getContentType(),
                answer.ownHeader(HttpHeaders.LOCATION),
                answer.ownHeader(HttpHeaders.ETAG),
                secrets.isEmpty() ? answer.body() : Redaction.without(secrets, answer.body()));
    }

    /**
     * This answer, for a request that is the same as the first. Which of their rights the caller had used is not known, so each
     * of them must be there still.
     */
    StoredAnswer answerTo(KeyedCall call) {
        if (!call.rights().containsAll(rights)) {
            throw new Refused(
                    RefusalKind.FORBIDDEN, "forbidden", "This was answered to a right that you have no more.");
        }
        if (!requestHash.equals(call.hash())) {
            throw Refused.unacceptable("idempotency_key_reused", "This key was used for another request.");
        }
        return this;
    }

    @Override
    public void sendTo(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setHeader("Idempotent-Replayed", "true");
        response.setContentType(contentType);
        if (location != null) {
            response.setHeader(HttpHeaders.LOCATION, location);
        }
        if (etag != null) {
            response.setHeader(HttpHeaders.ETAG, etag);
        }
        if (status != HttpServletResponse.SC_NO_CONTENT) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }
}
