package dev.handsel.platform.problems;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.platform.http.RequestId;
import jakarta.servlet.ServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Turns refusals and statuses into answers. */
final class Problems {

    private Problems() {}

    static ResponseEntity<Object> answer(Refused refused, ServletRequest request) {
        var status = status(refused.kind()).value();
        var answer = ResponseEntity.status(status).contentType(Problem.JSON);
        refused.retryAfter()
                .or(() -> status == 429 || status == 503 ? Optional.of(Duration.ofSeconds(5)) : Optional.empty())
                .ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds(wait))));
        return answer.body(Problem.of(status, refused, RequestId.of(request)));
    }

    static ResponseEntity<Object> answer(int status, HttpHeaders headers, ServletRequest request) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(Problem.JSON)
                .body(Failure.of(status).problem(status, RequestId.of(request)));
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }

    private static HttpStatus status(RefusalKind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case PRECONDITION_FAILED -> HttpStatus.PRECONDITION_FAILED;
            case TOO_SLOW -> HttpStatus.REQUEST_TIMEOUT;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case MISDIRECTED -> HttpStatus.MISDIRECTED_REQUEST;
            case UNREADABLE_FORM -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case UNACCEPTABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
            case PRECONDITION_REQUIRED -> HttpStatus.PRECONDITION_REQUIRED;
            case HEADERS_TOO_LARGE -> HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
