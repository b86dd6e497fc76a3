package dev.handsel.devices.signatures;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.verify.Policy;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import org.springframework.http.HttpHeaders;

/** How a request that is not let in is answered. */
final class Rejections {

    private Rejections() {}

    /** The refusal as every other one is told; one because of the time tells the time here. */
    static Refused refused(RejectedException rejected, Instant now) {
        var code = rejected.refusal().code();
        var detail = String.valueOf(rejected.getMessage());
        return switch (rejected.refusal()) {
            case TIMESTAMP_OUT_OF_WINDOW -> Refused.untimely(code, detail, now);
            case BODY_TOO_LARGE -> new Refused(RefusalKind.TOO_LARGE, code, detail);
            case HEADER_TOO_LARGE -> new Refused(RefusalKind.HEADERS_TOO_LARGE, code, detail);
            case TOO_MANY_NONCES -> new Refused(RefusalKind.TOO_MANY, code, detail);
            case NO_SIGNATURE, INVALID_SIGNATURE, CREDENTIAL_REVOKED, DEVICE_REVOKED, DEVICE_PENDING, REPLAYED ->
                new Refused(RefusalKind.UNAUTHENTICATED, code, detail);
            case AMBIGUOUS_SIGNATURE,
                    HEADER_MALFORMED,
                    AUTHORITY_MISMATCH,
                    NO_APPLICABLE_SIGNATURE,
                    PARAMS_INCOMPLETE,
                    NONCE_FORMAT,
                    ALGORITHM_NOT_ALLOWED,
                    COVERAGE_INCOMPLETE,
                    COVERAGE_UNSUPPORTED,
                    PATH_NOT_CANONICAL,
                    CHARACTER_NOT_ENCODED,
                    DIGEST_ALGORITHM,
                    DIGEST_MISMATCH -> new Refused(RefusalKind.INVALID, code, detail);
        };
    }

    /** Says on a 401 how to do better. */
    static void challenge(HttpServletResponse response) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Signature realm=\"handsel\"");
        response.setHeader("Accept-Signature", Policy.ACCEPT_SIGNATURE);
    }
}
