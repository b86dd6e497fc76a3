package dev.handsel.signing.explain;

import dev.handsel.signing.RequestMessage;
import dev.handsel.signing.verify.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a signed request says, read with patience: also of requests that are refused early.
 *
 * @param texts what may have to be signed: one for each name of the service; none where that cannot be told
 * @param signature the signature, if 32 bytes can be made of it
 * @param signedAt when it says it was signed
 * @param mistakes what catches the eye without a key
 */
record Reading(
        boolean fourHeaders,
        List<Text> texts,
        Optional<byte[]> signature,
        Optional<Instant> signedAt,
        List<Mistake> mistakes) {

    /** A text with what can go wrong with it. */
    record Text(Draft draft, List<Edit> edits) {}

    static Optional<Reading> of(RequestMessage request, Policy policy) {
        return isFourHeaders(request) ? FourHeaderReading.of(request, policy) : ProfileReading.of(request, policy);
    }

    /** Whether the compatible scheme is meant; what is signed for others beside it does not count. */
    static boolean isFourHeaders(RequestMessage request) {
        var inputs = request.header("signature-input");
        return inputs.isEmpty()
                || (!request.header("x-device-id").isEmpty()
                        && inputs.stream().noneMatch(line -> line.contains("device-v1")));
    }
}
