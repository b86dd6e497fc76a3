package dev.handsel.signing.verify;

import dev.handsel.signing.Headers;
import dev.handsel.signing.Refusal;
import dev.handsel.signing.RequestMessage;
import java.util.Locale;

/** A request that presents a signature which can be read: the first step. */
public sealed interface Presented permits DeviceV1, FourHeaders {

    /**
     * Reads what the request presents. Refuses by {@link Refusal#BODY_TOO_LARGE}, {@link Refusal#HEADER_TOO_LARGE},
     * {@link Refusal#AMBIGUOUS_SIGNATURE}, {@link Refusal#HEADER_MALFORMED}, {@link Refusal#NO_APPLICABLE_SIGNATURE} and
     * {@link Refusal#NO_SIGNATURE}.
     */
    static Presented in(RequestMessage request, Policy policy) {
        if (request.body().length > policy.mostBody()) {
            throw Refusal.BODY_TOO_LARGE.because("A signed body may have " + policy.mostBody() + " bytes.");
        }
        requireShortHeaders(request, policy);
        boolean four = isFourHeaders(request);
        boolean bearer = hasBearer(request);
        boolean any = Headers.has(request, "signature-input") || Headers.has(request, "signature");
        // What was signed for others is neither a second scheme nor a second proof.
        boolean profile = any && !((four || bearer) && DeviceV1.isForeign(request));
        if (profile && four) {
            throw Refusal.AMBIGUOUS_SIGNATURE.because("The request is signed by two schemes at once.");
        }
        if ((profile || four) && bearer) {
            throw Refusal.AMBIGUOUS_SIGNATURE.because("The request carries a bearer token beside its signature.");
        }
        if (profile) {
            return DeviceV1.read(request, policy);
        }
        if (four && policy.fourHeaders()) {
            return FourHeaders.read(request, policy);
        }
        if (four) {
            throw Refusal.NO_APPLICABLE_SIGNATURE.because("The scheme of four headers is not accepted here.");
        }
        throw any
                ? Refusal.NO_APPLICABLE_SIGNATURE.because("No signature has the tag " + DeviceV1.TAG + ".")
                : Refusal.NO_SIGNATURE.because(OlderForms.elsewhere(request).orElse("The request is not signed."));
    }

    private static boolean isFourHeaders(RequestMessage request) {
        return Headers.has(request, FourHeaders.SIGNATURE) || Headers.has(request, FourHeaders.DEVICE);
    }

    private static void requireShortHeaders(RequestMessage request, Policy policy) {
        int length = Headers.length(request, "signature-input")
                + Headers.length(request, "signature")
                + Headers.length(request, "content-digest")
                + Headers.length(request, FourHeaders.SIGNATURE)
                + Headers.length(request, FourHeaders.DEVICE)
                + Headers.length(request, FourHeaders.NONCE)
                + Headers.length(request, FourHeaders.TIMESTAMP);
        if (length > policy.mostHeader()) {
            throw Refusal.HEADER_TOO_LARGE.because(
                    "The headers of a signature may have " + policy.mostHeader() + " characters.");
        }
    }

    private static boolean hasBearer(RequestMessage request) {
        for (var line : request.header("authorization")) {
            if (line.strip().toLowerCase(Locale.ROOT).startsWith("bearer")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Looks whether everything is there. Refuses by {@link Refusal#PARAMS_INCOMPLETE}, {@link Refusal#NONCE_FORMAT} and
     * {@link Refusal#ALGORITHM_NOT_ALLOWED}.
     */
    Complete complete();
}
