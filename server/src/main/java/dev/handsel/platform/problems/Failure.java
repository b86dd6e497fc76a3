package dev.handsel.platform.problems;

import java.util.List;
import java.util.Locale;

/** The failures that only a status tells, with the code and the sentence that each has. */
enum Failure {
    MALFORMED_REQUEST(400, "The request is malformed."),
    UNAUTHENTICATED(401, "Nobody known is asking."),
    FORBIDDEN(403, "This is not allowed to you."),
    NOT_FOUND(404, "There is no such resource."),
    METHOD_NOT_ALLOWED(405, "The resource does not know this method."),
    NOT_ACCEPTABLE(406, "The answer is not available in a form that you accept."),
    REQUEST_TIMEOUT(408, "The request took too long to arrive."),
    CONFLICT(409, "The state of things does not allow it."),
    BODY_TOO_LARGE(413, "The request's body is too large."),
    URI_TOO_LONG(414, "The request's target is too long."),
    UNSUPPORTED_MEDIA_TYPE(
            415, "The request's body is of a form that is not read here; the answer's Accept names those that are."),
    EXPECTATION_FAILED(417, "This expectation cannot be met."),
    TOO_MANY_REQUESTS(429, "Too many requests."),
    HEADERS_TOO_LARGE(431, "The request's headers are too large."),
    INTERNAL_ERROR(500, "Something went wrong here; the log tells more under the request's id."),
    NOT_IMPLEMENTED(501, "This is not implemented."),
    UNAVAILABLE(503, "Not now; try again later.");

    private final int status;
    private final String detail;

    Failure(int status, String detail) {
        this.status = status;
        this.detail = detail;
    }

    /** The failure of this status, or the general one of its class. */
    static Failure of(int status) {
        for (var failure : values()) {
            if (failure.status == status) {
                return failure;
            }
        }
        return status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String detail() {
        return detail;
    }

    int status() {
        return status;
    }

    Problem problem(int status, String requestId) {
        return Problem.of(status, code(), detail, requestId, List.of());
    }
}
