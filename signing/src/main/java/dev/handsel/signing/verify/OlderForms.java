package dev.handsel.signing.verify;

import dev.handsel.signing.RequestMessage;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names the other ways of signing requests that people know, so that a refusal says which one it has met. */
final class OlderForms {

    private static final String INSTEAD = "; sign by RFC 9421, with the headers Signature-Input and Signature.";

    /** {@code keyId="..."}, which no header of RFC 9421 holds: its parameter is {@code keyid}. */
    private static final Pattern CAVAGE = Pattern.compile("(^|[\\s,])keyId\\s*=");

    /** A list of components without quotes, as the first drafts had it: {@code sig1=(*request-target, host)}. */
    private static final Pattern EARLY_DRAFT = Pattern.compile("=\\s*\\(\\s*[*@A-Za-z]");

    private OlderForms() {}

    /** What a header {@code Signature} or {@code Signature-Input} is that cannot be read as what it is meant to be. */
    static Optional<String> inFields(RequestMessage request) {
        var signature = String.join(",", request.header("signature"));
        if (CAVAGE.matcher(signature).find()) {
            return Optional.of("The header signature is of the older draft (draft-cavage-http-signatures)" + INSTEAD);
        }
        var input = String.join(",", request.header("signature-input"));
        if (EARLY_DRAFT.matcher(input).find()) {
            return Optional.of("The header signature-input is of an early draft: the names of components are strings in"
                    + " double quotes, parted by spaces (RFC 9421).");
        }
        return input.isEmpty() && !signature.isEmpty()
                ? Optional.of(
                        "The header signature stands alone: signature-input, which says what it covers, is missing.")
                : Optional.empty();
    }

    /** What an {@code Authorization} is that signs the request, or other headers that do. */
    static Optional<String> elsewhere(RequestMessage request) {
        for (var line : request.header("authorization")) {
            var scheme = line.strip().split("[\\s,:]", 2)[0].toUpperCase(Locale.ROOT);
            if (scheme.equals("SIGNATURE")) {
                return Optional.of(
                        "Authorization: Signature is of the older draft (draft-cavage-http-signatures)" + INSTEAD);
            }
            if (scheme.startsWith("AWS")) {
                return Optional.of("Authorization: AWS... is a signature of Amazon's scheme" + INSTEAD);
            }
            if (scheme.contains("HMAC")) {
                return Optional.of("Authorization: HMAC is a scheme that is not known here" + INSTEAD);
            }
        }
        return Optional.empty();
    }
}
