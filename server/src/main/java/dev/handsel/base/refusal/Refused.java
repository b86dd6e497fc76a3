package dev.handsel.base.refusal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule says no. The {@code code} is part of the API and never changes its meaning; the message is for people and
 * holds nothing secret; {@link #faults()} names every fault of an invalid input.
 */
public final class Refused extends RuntimeException {

    /** Why something is refused; each kind is one HTTP status. */
    public enum RefusalKind {
        /** 400: the request is malformed. */
        INVALID,
        /** 401: nobody known is asking. */
        UNAUTHENTICATED,
        /** 403: the caller is known and may not do this. */
        FORBIDDEN,
        /** 404: there is no such thing, or it is somebody else's. */
        NOT_FOUND,
        /** 409: the state of things does not allow it. */
        CONFLICT,
        /** 412: the resource has changed since the caller read it. */
        PRECONDITION_FAILED,
        /** 408: the request does not arrive. */
        TOO_SLOW,
        /** 413: the request is larger than allowed. */
        TOO_LARGE,
        /** 421: this server is not the one that was meant. */
        MISDIRECTED,
        /** 415: the request's body is of a form that is not read here. */
        UNREADABLE_FORM,
        /** 422: well-formed, but a rule forbids it. */
        UNACCEPTABLE,
        /** 428: the caller must say which version it changes. */
        PRECONDITION_REQUIRED,
        /** 429: too often. */
        TOO_MANY,
        /** 431: the request's headers are larger than allowed. */
        HEADERS_TOO_LARGE,
        /** 503: not now. */
        UNAVAILABLE
    }

    private final RefusalKind kind;
    private final String code;
    private final List<Fault> faults;
    private final @Nullable Duration retryAfter;
    private final @Nullable Instant serverTime;

    private Refused(
            RefusalKind kind,
            String code,
            String detail,
            List<Fault> faults,
            @Nullable Duration retryAfter,
            @Nullable Instant serverTime) {
        super(detail);
        this.kind = kind;
        this.code = code;
        this.faults = List.copyOf(faults);
        this.retryAfter = retryAfter;
        this.serverTime = serverTime;
    }

    public Refused(RefusalKind kind, String code, String detail) {
        this(kind, code, detail, List.of(), null, null);
    }

    /** An invalid request (400 {@code invalid_request}) with every fault that was found in it. */
    public static Refused invalid(List<Fault> faults) {
        var detail = faults.size() == 1 ? "The request has a fault." : "The request has " + faults.size() + " faults.";
        return new Refused(RefusalKind.INVALID, "invalid_request", detail, faults, null, null);
    }

    /** There is no such thing, or it is somebody else's: the two look the same. */
    public static Refused notFound(String what) {
        return new Refused(RefusalKind.NOT_FOUND, "not_found", "There is no such " + what + ".");
    }

    public static Refused conflict(String code, String detail) {
        return new Refused(RefusalKind.CONFLICT, code, detail);
    }

    public static Refused unacceptable(String code, String detail) {
        return new Refused(RefusalKind.UNACCEPTABLE, code, detail);
    }

    /** A refusal that goes away by itself: {@code TOO_MANY} or {@code UNAVAILABLE}, with the time to wait. */
    public static Refused later(RefusalKind kind, String code, String detail, Duration retryAfter) {
        return new Refused(kind, code, detail, List.of(), retryAfter, null);
    }

    /** A refusal because of the caller's clock (401), with the time that it is here. */
    public static Refused untimely(String code, String detail, Instant serverTime) {
        return new Refused(RefusalKind.UNAUTHENTICATED, code, detail, List.of(), null, serverTime);
    }

    public RefusalKind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public List<Fault> faults() {
        return faults;
    }

    /** How long to wait before asking again, where that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** What time it is here, where the caller's clock is what is wrong. */
    public Optional<Instant> serverTime() {
        return Optional.ofNullable(serverTime);
    }

    /** The sentence for the caller. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
