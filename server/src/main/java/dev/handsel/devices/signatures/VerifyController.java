package dev.handsel.devices.signatures;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.CredentialId;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.json.Bodies;
import dev.handsel.platform.json.Reading;
import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.Refusal;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.verify.Policy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Verifies for a merchant's services what devices have sent to them. */
@RestController
class VerifyController {

    /**
     * A request as a service received it.
     *
     * @param url absolute, as the client named it, or only path and query where the headers name the host; where both do
     *     they must name the same
     * @param headers each a name and a value, in their order
     */
    record Received(
            @NotNull @Size(min = 1, max = 50) String method,
            @NotNull @Size(min = 1, max = 8192) String url,
            @NotNull @Size(max = 200) List<List<String>> headers,
            @Nullable String bodyBase64) {}

    /**
     * Whose request it is, or why it is nobody's.
     *
     * @param detail which character must be percent-encoded, where {@code code} says that one must be
     */
    record Verdict(
            boolean verified,
            @Nullable DeviceId device,
            @Nullable AccountId owner,
            @Nullable CredentialId credential,
            @Nullable String code,
            @Nullable String detail) {

        static Verdict of(SignedDevice device) {
            return new Verdict(true, device.device(), device.owner(), device.credential(), null, null);
        }

        static Verdict no(String code) {
            return new Verdict(false, null, null, null, code, null);
        }

        static Verdict no(RejectedException rejected) {
            var detail = rejected.refusal() == Refusal.CHARACTER_NOT_ENCODED ? rejected.getMessage() : null;
            return new Verdict(false, null, null, null, rejected.refusal().code(), detail);
        }
    }

    private final SignatureGate gate;
    private final Bodies bodies;
    private final Policy policy;

    VerifyController(SignatureGate gate, Bodies bodies, SignatureSettings settings) {
        this.gate = gate;
        this.bodies = bodies;
        this.policy = settings.policyElsewhere();
    }

    @Operation(summary = "Verify a request that a service of yours has received", description = """
            Checks signature, time, body and nonce, and uses the nonce up: ask once for each request, and pass on what
            arrived, byte for byte. The host is the URL's; a header `Host` that names another is `authority_mismatch`. Paths that
            some programs read differently are `path_not_canonical`; with a character that must be percent-encoded, here or in the
            query, a request is `character_not_encoded`, and `detail` names the character. Devices of any account are known. The
            answer is 200 either way; `code` says why a request is not verified. It takes no `Idempotency-Key`: the same
            question again is answered `replayed`.""")
    @SecurityRequirement(name = "merchant")
    @PostMapping("/v1/signatures/verify")
    Verdict verify(Caller caller, @RequestBody Received received) {
        caller.requireMerchant();
        var written = WrittenRequest.of(received.method(), received.url(), received.headers(), received.bodyBase64());
        try {
            var request = written.agreed();
            var verified = gate.letInDurably(gate.proven(request, policy));
            return isAmbiguous(request) ? Verdict.no("body_ambiguous") : Verdict.of(verified.holder());
        } catch (RejectedException rejected) {
            return Verdict.no(rejected);
        }
    }

    /** Malformed JSON is the receiving service's affair; a member that appears twice could mean two things. */
    private boolean isAmbiguous(PlainRequest request) {
        var types = request.header("content-type");
        if (request.body().length == 0
                || types.size() != 1
                || !types.getFirst().contains(MediaType.APPLICATION_JSON.getSubtype())) {
            return false;
        }
        return bodies.read(new java.io.ByteArrayInputStream(request.body()), JsonNode.class)
                        instanceof Reading.Faulty<JsonNode> faulty
                && BodyAmbiguity.in(faulty.faults()).isPresent();
    }
}
