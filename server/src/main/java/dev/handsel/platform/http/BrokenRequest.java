package dev.handsel.platform.http;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import java.net.SocketTimeoutException;
import java.util.Optional;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;

/** Requests that did not arrive whole, or not in time: the affair of whoever sent them, and no failure of this server. */
public final class BrokenRequest {

    private BrokenRequest() {}

    /** How the request that this came of is refused, if it is the request that is broken. */
    public static Optional<Refused> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidParameterException fields) {
                return Optional.of(timedOut(fields) ? late() : unreadableFields());
            }
            if (cause instanceof BadRequestException body) {
                return Optional.of(timedOut(body) ? late() : endedEarly());
            }
        }
        return Optional.empty();
    }

    private static boolean timedOut(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static Refused late() {
        return new Refused(RefusalKind.TOO_SLOW, "request_timeout", "The request took too long to arrive.");
    }

    private static Refused endedEarly() {
        return malformed("The body ended before its length, or its chunks are malformed.");
    }

    private static Refused unreadableFields() {
        return malformed(
                "The query or the fields of the form cannot be read: names and values are UTF-8, with escapes such as"
                        + " %20.");
    }

    private static Refused malformed(String detail) {
        return new Refused(RefusalKind.INVALID, "malformed_request", detail);
    }
}
