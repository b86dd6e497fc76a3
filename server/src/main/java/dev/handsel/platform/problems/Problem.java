package dev.handsel.platform.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** A problem document (RFC 9457), the one form of every failure. */
@Schema(description = "A problem document (RFC 9457).")
record Problem(
        @Schema(description = "Names the kind of problem, as code does.", example = "urn:handsel:problem:not_found")
        String type,

        @Schema(description = "The kind of problem in words.")
        String title,

        @Schema(description = "The HTTP status.") int status,

        @Schema(description = "What went wrong this time, for people.")
        String detail,

        @Schema(description = "Stable; what programs decide by.", example = "not_found")
        String code,

        @Schema(description = "Names the request in the server's log.") @JsonProperty("request_id")
        String requestId,

        @Schema(description = "Every fault of an invalid request.") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Fault> errors,

        @Schema(description = "What time it is here, where the caller's clock is what is wrong.")
        @JsonProperty("server_time")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Instant serverTime) {

    static final MediaType JSON = MediaType.APPLICATION_PROBLEM_JSON;

    private static final String NAMESPACE = "urn:handsel:problem:";

    static Problem of(int status, String code, String detail, String requestId, List<Fault> errors) {
        return new Problem(NAMESPACE + code, title(code), status, detail, code, requestId, errors, null);
    }

    static Problem of(int status, Refused refused, String requestId) {
        var code = refused.code();
        return new Problem(
                NAMESPACE + code,
                title(code),
                status,
                refused.detail(),
                code,
                requestId,
                refused.faults(),
                refused.serverTime().orElse(null));
    }

    private static String title(String code) {
        var words = code.replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
