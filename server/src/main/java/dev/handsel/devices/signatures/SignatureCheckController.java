package dev.handsel.devices.signatures;

import dev.handsel.base.ids.DeviceId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.devices.registry.Credentials;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.limits.Limit;
import dev.handsel.platform.limits.Limits;
import dev.handsel.signing.explain.Difference;
import dev.handsel.signing.explain.Explanation;
import dev.handsel.signing.explain.Mistake;
import dev.handsel.signing.verify.Policy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tells owners why a signature of their device is refused. */
@RestController
class SignatureCheckController {

    /**
     * A request as it was sent.
     *
     * @param url absolute, or only path and query where the headers name the host
     * @param signed the text that the client says it has signed
     */
    record CheckedRequest(
            @NotNull @Size(min = 1, max = 50) String method,
            @NotNull @Size(min = 1, max = 8192) String url,
            @NotNull @Size(max = 200) List<List<String>> headers,
            @Nullable String bodyBase64,
            @Nullable @Size(max = 524288) String signed) {}

    /** Where two texts part, and what each has there. */
    record FirstDifference(
            int offset,
            int line,
            int column,
            String expectedByte,
            String actualByte,
            String expectedLine,
            String actualLine) {

        static FirstDifference of(Difference difference) {
            return new FirstDifference(
                    difference.offset(),
                    difference.line(),
                    difference.column(),
                    difference.expectedByte(),
                    difference.actualByte(),
                    difference.expectedLine(),
                    difference.actualLine());
        }
    }

    /** What was probably done wrong. */
    record LikelyMistake(String code, String explanation) {

        static LikelyMistake of(Mistake mistake) {
            return new LikelyMistake(mistake.code().text(), mistake.explanation());
        }
    }

    /** The result, {@code valid} or why the request is refused, and what led to it. */
    record Finding(
            String result,
            String detail,
            @Nullable String expectedBase,
            @Nullable FirstDifference difference,
            List<LikelyMistake> mistakes) {

        static Finding of(Explanation explanation, List<LikelyMistake> further) {
            return new Finding(
                    explanation.result(),
                    explanation.detail(),
                    explanation.expectedBase().orElse(null),
                    explanation.difference().map(FirstDifference::of).orElse(null),
                    Stream.concat(explanation.mistakes().stream().map(LikelyMistake::of), further.stream())
                            .toList());
        }
    }

    private final Credentials credentials;
    private final Policy policy;
    private final InstantSource clock;
    private final Limits limits;

    SignatureCheckController(Credentials credentials, SignatureSettings settings, InstantSource clock, Limits limits) {
        this.credentials = credentials;
        this.policy = settings.policy();
        this.clock = clock;
        this.limits = limits;
    }

    @Operation(summary = "Why a signature of this device is refused", description = """
            Compares a request that the device has sent, and the text that it says it has signed, with what must be signed.
            Answers the first differing byte and the likely mistake, never an expected signature; of other secrets only those
            of the caller's own devices are tried. Nothing is stored and no nonce is used up; whether the device is revoked is
            not looked at. At most 20 a minute.""")
    @SecurityRequirement(name = "person")
    @PostMapping("/v1/devices/{id}/signature_checks")
    Finding check(Caller.Person caller, @PathVariable DeviceId id, @Valid @RequestBody CheckedRequest sent) {
        if (!credentials.owns(caller.account(), id)) {
            throw Refused.notFound("device");
        }
        limits.require(Limit.SIGNATURE_CHECKS, caller.account(), "too_many_checks", "At most 20 checks a minute.");
        var written = WrittenRequest.of(sent.method(), sent.url(), sent.headers(), sent.bodyBase64());
        var text = Optional.ofNullable(sent.signed()).map(given -> given.getBytes(StandardCharsets.UTF_8));
        var known = credentials.findByOwner(caller.account(), id);
        try {
            return new OwnersCheck(id, known, policy, clock.instant()).finding(written.explained(), text);
        } finally {
            known.forEach(one -> one.secret().wipe());
        }
    }
}
